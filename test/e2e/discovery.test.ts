import { describe, expect, it } from 'vitest';
import { api } from './client.ts';
import { expectedHere } from './emulators.ts';

interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
}

/** What these tests read of an OpenAPI document. */
interface Definition {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly parameters?: readonly { readonly $ref: string }[] } }>
  >;
  readonly components: { readonly parameters: Readonly<Record<string, { readonly name: string }>> };
}

describe('discovery, by plain HTTP', () => {
  it('/req/core/landingpage-success: every link of the landing page answers with the type it says', async () => {
    const { links } = (await api.json('/')) as unknown as { links: readonly Link[] };

    const answers = await Promise.all(
      links.map(async ({ href, type }) => {
        const response = await api.get(href);
        return { href, status: response.status, type: response.headers.get('content-type'), expected: type };
      }),
    );

    expect(links.map(({ rel }) => rel)).toEqual(
      expect.arrayContaining([
        'self',
        'service-desc',
        'conformance',
        'processes',
        'http://www.opengis.net/def/rel/ogc/1.0/conformance',
        'http://www.opengis.net/def/rel/ogc/1.0/processes',
        'http://www.opengis.net/def/rel/ogc/1.0/job-list',
      ]),
    );
    for (const { href, status, type, expected } of answers.filter((answer) =>
      answer.href.startsWith(api.url),
    )) {
      expect({ href, status }).toEqual({ href, status: 200 });
      if (expected !== undefined) expect(type?.split(';')[0]).toBe(expected.split(';')[0]);
    }
  });

  it('the landing page is JSON for any client and HTML for a browser', async () => {
    const any = await api.get('/', { Accept: '*/*' });
    const browser = await api.get('/', { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

    expect(any.headers.get('content-type')).toMatch(/^application\/json/);
    expect(browser.headers.get('content-type')).toMatch(/^text\/html/);
    expect(browser.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await browser.text()).toMatch(/^<!doctype html>/i);
  });

  it('/req/core/conformance-success: the classes that hold are declared', async () => {
    const { conformsTo } = await api.json('/conformance');

    expect(conformsTo).toEqual(
      expect.arrayContaining(
        ['core', 'ogc-process-description', 'json', 'job-list', 'dismiss'].map(
          (name) => `http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/${name}`,
        ),
      ),
    );
  });

  it('/req/core/process-list-success: the list names every process with version and links', async () => {
    const { processes } = (await api.json('/processes?limit=10000')) as {
      processes: readonly Record<string, unknown>[];
    };

    expect(processes.map(({ id }) => id)).toContain('echo');
    for (const summary of processes) {
      expect(summary).toMatchObject({ version: expect.any(String), links: expect.any(Array) });
    }
  });

  it('/rec/core/next-1: paging through the list one by one meets every process once', async () => {
    const seen: unknown[] = [];
    for (let page: string | undefined = '/processes?limit=1'; page !== undefined; ) {
      const { processes, links } = (await api.json(page)) as {
        processes: readonly { id: string }[];
        links: readonly Link[];
      };
      expect(processes.length).toBeLessThanOrEqual(1);
      seen.push(...processes.map(({ id }) => id));
      page = links.find(({ rel }) => rel === 'next')?.href;
    }

    const { processes } = (await api.json('/processes?limit=10000')) as {
      processes: readonly { id: string }[];
    };

    expect(seen).toEqual(processes.map(({ id }) => id));
  });

  it('/req/core/process-success: every example of every description runs as it stands', async () => {
    const { processes } = (await api.json('/processes?limit=10000')) as {
      processes: readonly { id: string }[];
    };

    for (const { id } of processes) {
      const { examples } = (await api.json(`/processes/${id}`)) as {
        examples?: readonly { inputs: unknown }[];
      };
      expect({ id, examples: (examples ?? []).length > 0 }).toEqual({ id, examples: true });
      for (const { inputs } of examples ?? []) {
        const response = await api.execute(id, { inputs, response: 'document' }, { Prefer: 'wait=25' });
        expect({ id, status: response.status }).toEqual({ id, status: 200 });
      }
    }
  });

  it('/req/core/process-exception/no-such-process', async () => {
    const response = await api.get('/processes/nonsense');

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      type: 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process',
      detail: expect.stringContaining('nonsense'),
    });
  });

  it.each(['/', '/conformance', '/processes', '/processes/echo', '/jobs', '/api', '/health'])(
    '%s answers GET and HEAD, with and without a trailing slash',
    async (path) => {
      const get = await api.get(path);
      const slash = await api.get(path === '/' ? '' : `${path}/`);
      const head = await fetch(`${api.url}${path}`, { method: 'HEAD' });

      expect([get.status, slash.status, head.status]).toEqual([200, 200, 200]);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    },
  );

  it('/req/oas30/oas-definition-1: the API definition describes every path that the server has', async () => {
    const response = await api.get('/api');
    const definition = (await response.json()) as { openapi: string; paths: object; servers: unknown };

    expect(response.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0');
    expect(definition.openapi).toMatch(/^3\.0/);
    expect(definition.servers).toEqual([expect.objectContaining({ url: api.url })]);
    expect(Object.keys(definition.paths)).toEqual(
      expect.arrayContaining(['/', '/processes', '/processes/echo/execution', '/jobs/{jobID}/results']),
    );
  });

  it.each([
    ['/processes?limit=1', '/processes'],
    ['/processes/echo', '/processes/{processID}'],
    ['/jobs?limit=1', '/jobs'],
    ['/', '/conformance'],
  ])('/req/oas30/completeness: the links of %s use only parameters that %s declares', async (from, path) => {
    const { links } = (await api.json(from)) as unknown as { links: readonly Link[] };
    const { paths, components } = (await api.json('/api')) as unknown as Definition;

    const declared = paths[path]?.get?.parameters?.map(
      ({ $ref }) => components.parameters[$ref.split('/').at(-1) ?? '']?.name,
    );
    const template = new RegExp(`^${path.replace(/\{\w+\}/, '[^/]+')}$`);
    const used = links
      .map(({ href }) => href.slice(api.url.length).split('?'))
      .filter(([pathname = '']) => template.test(pathname))
      .flatMap(([, query]) => [...new URLSearchParams(query).keys()]);

    expect(used).toContain('f');
    expect(declared).toEqual(expect.arrayContaining(used));
  });

  it('a large document is gzipped for those who accept it', async () => {
    const codings = ['gzip', 'identity'];
    const answers = await Promise.all(
      codings.map((coding) => api.get('/processes/buffer', { 'Accept-Encoding': coding })),
    );
    const [zipped, plain] = await Promise.all(answers.map((answer) => answer.text()));

    expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null]);
    expect(answers.map(({ headers }) => headers.get('vary'))).toEqual(
      codings.map(() => expect.stringContaining('Accept-Encoding')),
    );
    expect(zipped).toBe(plain);
  });

  it('unknown paths and methods answer with the exception document', async () => {
    const unknown = await api.get('/nonsense');
    const wrong = await fetch(`${api.url}/jobs/42`, { method: 'PUT' });

    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ type: 'about:blank', status: 404 });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS']);
    expect(await wrong.json()).toMatchObject({ status: 405 });
  });

  it.each([
    ['/jobs/%zz', 400],
    ['/jobs/%zz/results', 400],
    ['/processes/%E0%A4%A', 400],
    ['/nonsense/%zz', 404],
  ])('%s, which is not well encoded, answers with the exception document', async (path, status) => {
    const response = await api.get(path);

    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      type: 'about:blank',
      status,
      instance: expectedHere('badly encoded path')(path),
    });
  });

  it('a browser of another origin may follow a job', async () => {
    const preflight = await fetch(`${api.url}/processes/echo/execution`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://maps.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key,prefer',
      },
    });
    const answer = await api.get('/jobs', { Origin: 'https://maps.example' });

    const allowed = ['origin', 'headers'].map((name) =>
      preflight.headers.get(`access-control-allow-${name}`)?.toLowerCase(),
    );
    expect([preflight.status, ...allowed]).toEqual(expectedHere('preflight'));
    expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain('location');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('/health says how the table and the queues are', async () => {
    const response = await api.get('/health');

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok', checks: { table: 'ok', queues: 'ok' } });
  });
});
