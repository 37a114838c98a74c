import { type Check, defineCheck } from '../check.ts';
import { definitionOf, limitProblems } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { okProblems, statusProblems } from '../expect.ts';
import { isObject, itemsOf, jsonOf, linksOf, mediaTypeOf, membersOf, nameOf } from '../reading.ts';
import type { Server } from '../server.ts';

const ogc = 'http://www.opengis.net/def/rel/ogc/1.0';

const landing = (server: Server) => server.once('landing page', () => server.get('/'));
const conformance = (server: Server) => server.once('conformance', () => server.get('/conformance'));

/** The landing page, and what its links to definitions of the API lead to. */
async function definitions(server: Server) {
  const page = await landing(server);
  const links = definitionLinks(page);
  return { landing: page, definitions: await Promise.all(links.map((url) => server.get(url))) };
}

function definitionLinks(page: Exchange): readonly string[] {
  return linksOf(page)
    .filter(({ rel }) => rel === 'service-desc' || rel === 'service-doc')
    .map(({ href }) => new URL(href, page.request.url).href);
}

/** The landing page, the API definition, and the conformance classes. */
export const coreDiscovery: readonly Check[] = [
  defineCheck({
    number: 'C01',
    id: '/req/core/http',
    title: 'The server speaks HTTP/1.1',
    exchanges: async (server) => ({ landing: await landing(server) }),
    check: ({ landing: { httpVersion } }) =>
      httpVersion === '1.1' ? [] : [`The status line must say HTTP/1.1, not HTTP/${httpVersion}.`],
  }),
  defineCheck({
    number: 'C02',
    id: '/req/core/landingpage-op',
    title: 'GET / is supported',
    exchanges: async (server) => ({ landing: await landing(server) }),
    check: ({ landing }) => statusProblems(landing, 200),
  }),
  defineCheck({
    number: 'C03',
    id: '/req/core/landingpage-success',
    title:
      'The landing page is of the right shape and links to the API definition, the classes and the processes',
    exchanges: async (server) => ({ landing: await landing(server) }),
    check: ({ landing }) => {
      const rels = linksOf(landing).map(({ rel }) => rel);
      const needed = [['service-desc', 'service-doc'], [`${ogc}/conformance`], [`${ogc}/processes`]];
      return [
        ...okProblems(landing, 'landingPage'),
        ...needed
          .filter((either) => !either.some((rel) => rels.includes(rel)))
          .map((either) => `There must be a link with the relation ${either.join(' or ')}.`),
      ];
    },
  }),
  defineCheck({
    number: 'C04',
    id: '/req/core/api-definition-op',
    title: 'Every definition of the API that the landing page links to answers GET',
    exchanges: definitions,
    check: ({ landing, definitions }) => {
      const links = definitionLinks(landing);
      if (links.length === 0) return ['The landing page links to no definition of the API.'];
      return links.flatMap((url) => {
        const answer = definitions.find(({ request }) => request.url === url);
        return answer ? statusProblems(answer, 200) : [`${url} was not asked for.`];
      });
    },
  }),
  defineCheck({
    number: 'C05',
    id: '/req/core/api-definition-success',
    title: 'What it answers is a definition of the API',
    exchanges: definitions,
    check: ({ definitions }) =>
      definitions.length === 0
        ? ['There is no definition of the API.']
        : definitions.flatMap((definition) => [
            ...statusProblems(definition, 200),
            ...(isDefinition(definition) ? [] : [`${nameOf(definition)}: this is no definition of an API.`]),
          ]),
  }),
  defineCheck({
    number: 'C06',
    id: '/req/core/conformance-op',
    title: 'GET /conformance is supported',
    exchanges: async (server) => ({ conformance: await conformance(server) }),
    check: ({ conformance }) => statusProblems(conformance, 200),
  }),
  defineCheck({
    number: 'C07',
    id: '/req/core/conformance-success',
    title: 'The conformance classes are listed, the core among them',
    exchanges: async (server) => ({ conformance: await conformance(server) }),
    check: (exchanges) => {
      const problems = okProblems(exchanges.conformance, 'confClasses');
      if (problems.length > 0) return problems;
      const { conformsTo } = membersOf(exchanges.conformance);
      const core = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core';
      return Array.isArray(conformsTo) && conformsTo.includes(core) ? [] : [`${core} must be in the list.`];
    },
  }),
  defineCheck({
    number: 'C08',
    id: '/req/core/process-list',
    title: 'GET /processes is supported',
    exchanges: async (server) => ({ list: await server.get('/processes') }),
    check: ({ list }) => statusProblems(list, 200),
  }),
  defineCheck({
    number: 'C09',
    id: '/req/core/process-list-success',
    title: 'The list of processes is of the right shape',
    exchanges: async (server) => ({ list: await server.get('/processes?limit=1000') }),
    check: ({ list }) => okProblems(list, 'processList'),
  }),
  defineCheck({
    number: 'C10',
    id: '/req/core/pl-limit-definition',
    title: '`limit` of /processes is a whole number from 1 on, in the API definition as in truth',
    exchanges: async (server) => ({
      definition: await definitionOf(server),
      page: await server.get('/processes?limit=1'),
    }),
    check: ({ definition, page }) => [
      ...limitProblems(definition, '/processes'),
      ...statusProblems(page, 200),
    ],
  }),
  defineCheck({
    number: 'C11',
    id: '/req/core/pl-limit-response',
    title: 'A page of processes never has more than `limit`, and a large `limit` is no error',
    exchanges: async (server) => ({
      pages: await Promise.all([1, 2, 1_000_000].map((limit) => server.get(`/processes?limit=${limit}`))),
    }),
    check: ({ pages }) => pages.flatMap((page) => pageProblems(page, 'processes')),
  }),
  defineCheck({
    number: 'C12',
    id: '/req/core/pl-links',
    title: 'The list of processes links to itself and to its other media types',
    exchanges: async (server) => ({
      list: await server.get('/processes'),
      page: await server.get('/processes', { accept: 'text/html' }),
    }),
    check: ({ list, page }) => selfAndAlternateProblems(list, page),
  }),
];

/** A page of a list must keep to its `limit`. */
export function pageProblems(page: Exchange, name: 'processes' | 'jobs'): readonly string[] {
  const limit = Number(new URL(page.request.url).searchParams.get('limit'));
  const { length } = page.status === 200 ? itemsOf(page, name) : [];
  return [
    ...statusProblems(page, 200),
    ...(length > limit ? [`${nameOf(page)}: there are ${length} ${name}, more than ${limit}.`] : []),
  ];
}

/** `page` is what the list is answered with where a page is asked for. */
export function selfAndAlternateProblems(list: Exchange, page: Exchange): readonly string[] {
  const links = linksOf(list);
  const isPage = page.status === 200 && mediaTypeOf(page) === 'text/html';
  return [
    ...statusProblems(list, 200),
    ...(links.some(({ rel }) => rel === 'self') ? [] : ['There must be a link with the relation self.']),
    ...(!isPage || links.some(({ rel, type }) => rel === 'alternate' && type?.startsWith('text/html'))
      ? []
      : [
          'The list is there as text/html, too, so there must be a link to that with the relation alternate.',
        ]),
  ];
}

function isDefinition(definition: Exchange): boolean {
  if (mediaTypeOf(definition) === 'text/html') return /<html/i.test(definition.body);
  if (!mediaTypeOf(definition).includes('json')) return definition.body.trim() !== '';
  const json = jsonOf(definition);
  return isObject(json) && ('openapi' in json || 'swagger' in json);
}
