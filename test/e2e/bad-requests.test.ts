import { describe, expect, it } from 'vitest';
import { api, misbehaving } from './client.ts';

interface Exception {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly { path: string; value?: string; detail: string }[];
}

async function refused(
  body: unknown,
  headers: Record<string, string> = {},
  processID = 'buffer',
): Promise<Exception> {
  const response = await api.execute(processID, body, headers);
  const exception = (await response.json()) as Exception;
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(exception.status).toBe(response.status);
  return exception;
}

const point = { type: 'Point', coordinates: [5.1, 52.1] };

describe('what bad input gets', () => {
  it('/req/core/process-execute-input-validation: all problems at once, each with path, value and rule', async () => {
    const exception = await refused({ inputs: { geometry: point, distance: -7, segmnts: 3 } });

    expect(exception.status).toBe(400);
    expect(exception.problems?.map(({ path }) => path).sort()).toEqual([
      '/inputs/distance',
      '/inputs/segmnts',
    ]);
    expect(exception.problems?.find(({ path }) => path === '/inputs/distance')?.value).toBe('-7');
    expect(JSON.stringify(exception.problems)).toContain('segments');
  });

  it('S12: refused before any job exists, also when asynchronous', async () => {
    const exception = await refused({ inputs: { geometry: point } }, { Prefer: 'respond-async' });

    expect(exception.status).toBe(400);
    expect(exception.detail).toContain('distance');
  });

  it('malformed JSON is 400 with the position', async () => {
    const exception = await refused('{"inputs": {"a": }}');

    expect(exception.status).toBe(400);
    expect(exception.detail).toMatch(/line 1.*column 18|column 18/);
  });

  it('a body over 1 MB is 413', async () => {
    expect((await refused({ inputs: { geometry: 'x'.repeat(1_100_000) } })).status).toBe(413);
  });

  it('a wrong media type is 415', async () => {
    expect((await refused('a=b', { 'Content-Type': 'text/plain' })).status).toBe(415);
  });

  it('a raw output asked for in a format not on offer is 406, naming the offers', async () => {
    const exception = await refused({ inputs: { geometry: point, distance: 1 } }, { Accept: 'image/png' });

    expect(exception.status).toBe(406);
    expect(exception.detail).toContain('application/geo+json');
  });

  it.each([
    ['output', { outputs: { aera: {} } }, 'area'],
    ['format', { outputs: { area: { format: { mediaType: 'image/png' } } } }, 'application/geo+json'],
    ['transmission mode', { outputs: { area: { transmissionMode: 'pigeon' } } }, 'reference'],
    ['response', { response: 'roar' }, 'document'],
  ])('an unknown %s is 400, naming what is on offer', async (_, rest, offer) => {
    const exception = await refused({ inputs: { geometry: point, distance: 1 }, ...rest });

    expect(exception.status).toBe(400);
    expect(JSON.stringify(exception)).toContain(offer);
  });

  it.each([
    ['__proto__', '{"inputs": {"__proto__": {"polluted": true}}}'],
    ['constructor', '{"inputs": {"a": {"constructor": {"prototype": 1}}}}'],
    ['very deep JSON', `{"inputs": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['very wide JSON', `{"inputs": {"geometry": [${'0,'.repeat(200_000)}0]}}`],
  ])('%s is refused without harm', async (_, body) => {
    expect((await refused(body)).status).toBe(400);
    expect((await api.execute('uppercase', { inputs: { input_text: 'still here' } })).status).toBe(200);
  });

  it.each([
    ['a private address', 'http://10.0.0.1/data.json'],
    ['the metadata address', 'http://169.254.169.254/latest/meta-data'],
    ['loopback by another name', 'http://[::ffff:127.0.0.1]:1/'],
    ['a scheme that is no web', 'file:///etc/passwd'],
    ['a sample that is not there', 'SAMPLES/nothing.geojson'],
  ])('a reference to %s is 400 when sync and a failed job that says why', async (_, href) => {
    const body = { inputs: { points: { href: href.replace('SAMPLES', `${api.url}/samples`) } } };
    const exception = await refused(body, {}, 'hexagon-bins');
    const response = await api.execute('hexagon-bins', body, { Prefer: 'respond-async' });

    expect(exception.status).toBe(400);
    expect(exception.detail).toContain('points');
    if (response.status === 201) {
      const job = response.headers.get('location') ?? '';
      expect(await api.ended(job)).toMatchObject({
        status: 'failed',
        message: expect.stringContaining('points'),
      });
      expect((await api.get(`${job}/results`)).status).toBe(400);
    } else {
      expect(response.status).toBe(400);
    }
  });

  it.each(['limit=0', 'limit=abc', 'status=done', 'datetime=yesterday', 'minDuration=-1'])(
    '/jobs?%s is 400 and says what would be right',
    async (query) => {
      const response = await api.get(`/jobs?${query}`);

      expect(response.status).toBe(400);
      expect(((await response.json()) as Exception).detail).toContain(query.split('=')[1]);
    },
  );
});

describe("an author's bug", () => {
  const bugs = ['throws', 'not-a-number', 'circular', 'wrong-type', 'nothing', 'endless', 'exits', 'hungry'];

  it.each(bugs)('%s: a 500 exception when sync, with a plain message', async (processID) => {
    const response = await misbehaving.execute(processID, { inputs: {} }, { Prefer: 'wait=25' });
    const text = await response.text();

    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|\.ts|\.mjs|node:|at .*:\d+/);
    expect(JSON.parse(text)).toMatchObject({ status: 500, detail: expect.stringMatching(/\.$/) });
  });

  it.each(bugs)('%s: a failed job that says so, and the server keeps serving', async (processID) => {
    const job = await misbehaving.submit(processID, { inputs: {} });
    const ended = await misbehaving.ended(job);
    const results = await misbehaving.get(`${job}/results`);

    expect(ended).toMatchObject({ status: 'failed', message: expect.stringMatching(/\.$/) });
    expect(JSON.stringify(ended)).not.toContain('hunter2');
    expect(results.status).toBe(500);
    expect((await misbehaving.execute('double', { inputs: { value: 21 } })).status).toBe(200);
  });
});
