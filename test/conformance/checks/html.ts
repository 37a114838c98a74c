import { type Check, defineCheck } from '../check.ts';
import { echoText } from '../echo.ts';
import { jobOfRow } from '../echo-outputs.ts';
import type { Exchange } from '../exchange.ts';
import { mediaTypeProblems } from '../expect.ts';
import { isObject, jsonOf, nameOf } from '../reading.ts';
import { everythingAs, resources } from '../resources.ts';
import { jobOf, type Server } from '../server.ts';

/** The lists of jobs and the results of one, too, which the class `json` does not name. */
async function more(server: Server): Promise<readonly string[]> {
  const { execution } = await jobOfRow(server, 'document');
  return ['/jobs', `${jobOf(execution)}/results`];
}

export const html: readonly Check[] = [
  defineCheck({
    number: 'H1',
    id: '/req/html/definition',
    title: 'Everything is there as HTML',
    exchanges: async (server) => ({
      answers: [
        ...(await everythingAs(server, 'text/html')),
        ...(await Promise.all((await more(server)).map((url) => server.get(url, { accept: 'text/html' })))),
        await echoText(server, {}, { accept: 'text/html' }),
      ],
    }),
    check: ({ answers }) =>
      answers.length === 0
        ? ['Nothing was asked for.']
        : answers.flatMap((answer) => [
            ...(answer.status === 200
              ? []
              : [`${nameOf(answer)}: the status must be 200, not ${answer.status}.`]),
            ...mediaTypeProblems(answer, 'text/html'),
          ]),
  }),
  defineCheck({
    number: 'H2',
    id: '/req/html/content',
    title: 'A page is an HTML5 document with all that the JSON says, and every link of it in an <a>',
    exchanges: async (server) => {
      const urls = [...(await resources(server)), ...(await more(server))];
      const ask = (accept: string) => Promise.all(urls.map((url) => server.get(url, { accept })));
      return { documents: await ask('application/json'), pages: await ask('text/html') };
    },
    check: ({ documents, pages }) =>
      documents.length === 0
        ? ['Nothing was asked for.']
        : documents.flatMap((document) => {
            const page = pages.find(({ request }) => request.url === document.request.url);
            return page ? pageProblems(document, page) : [`${nameOf(document)}: there is no page.`];
          }),
  }),
];

function pageProblems(document: Exchange, page: Exchange): readonly string[] {
  const name = nameOf(page);
  const text = textOf(page.body);
  const anchors = new Set(
    [...page.body.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, one, other]) =>
      withoutFormat(new URL(decoded(one ?? other ?? ''), page.request.url).href),
    ),
  );
  const json = jsonOf(document);
  const links = linksIn(json);
  return [
    ...(/^\s*<!doctype html>/i.test(page.body) ? [] : [`${name}: the page must start with <!doctype html>.`]),
    ...valuesIn(json)
      .filter((value) => !text.includes(squeezed(value)))
      .map((value) => `${name}: the page must say ${JSON.stringify(value)}.`),
    ...links
      .filter((href) => !anchors.has(withoutFormat(new URL(href, page.request.url).href)))
      .map((href) => `${name}: the page must have an <a> to ${href}.`),
  ];
}

/** Strings and numbers of a JSON value, but for links, whose place is in an `<a>`. */
function valuesIn(value: unknown, key = ''): readonly string[] {
  if (key === 'links') return [];
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item) => valuesIn(item));
  return isObject(value) ? Object.entries(value).flatMap(([name, item]) => valuesIn(item, name)) : [];
}

function linksIn(value: unknown, key = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => linksIn(item, key));
  if (!isObject(value)) return [];
  if (key === 'links') return typeof value.href === 'string' ? [value.href] : [];
  return Object.entries(value).flatMap(([name, item]) => linksIn(item, name));
}

/** A link to the JSON and one to the page of the same thing count as the same. */
function withoutFormat(href: string): string {
  const url = new URL(href);
  url.searchParams.delete('f');
  return url.href.replace(/\/$/, '');
}

/** What people read; a time counts as it stands in `<time datetime>`, too. */
function textOf(page: string): string {
  const times = [...page.matchAll(/<time\s[^>]*?datetime\s*=\s*"([^"]*)"/gi)].map(([, time]) => time);
  const text = page.replace(/<(script|style)\b.*?<\/\1>/gis, ' ').replace(/<[^>]*>/g, ' ');
  return squeezed(decoded(`${text} ${times.join(' ')}`));
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return decimal !== undefined
        ? String.fromCodePoint(Number(decimal))
        : (named[name.toLowerCase()] ?? whole);
    },
  );
}
