import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations } from '#lib/ogc/operations.ts';
import { statuses } from '#lib/ogc/status-info.ts';
import { aJob } from '#test/fakes/builders.ts';
import { told } from '#test/fakes/told.ts';
import { expectGood } from './answers.ts';
import { anApi, type Sent } from './api.ts';
import { Counts, runs, seed } from './runs.ts';
import { aWorld } from './world.ts';

const share = Math.ceil(runs / 4);
const answered = new Counts();

beforeAll(() => {
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
  console.info(`seed ${seed}; ${answered}`);
});

/** A job of every status, by its status; the one that failed blames its inputs. */
const jobs = statuses.map((status) =>
  aJob({
    jobID: status,
    status,
    started: '2026-11-01T12:00:01.000Z',
    ...(status === 'failed' && { failure: { code: 'job-failed', detail: 'It cannot be.', status: 422 } }),
  }),
);

function aWorldOfJobs() {
  const world = aWorld();
  for (const job of jobs) world.store.jobs.set(job.jobID, job);
  const bytes = new TextEncoder().encode('hello');
  world.store.results.set('successful', {
    values: { stringInput: { mediaType: 'text/plain', size: bytes.length, bytes } },
  });
  return world;
}

const odd = fc.oneof(
  fc.constantFrom(
    '%zz',
    '%',
    '%25',
    '%00',
    '..',
    '.',
    '__proto__',
    'constructor',
    'a b',
    '%2F',
    '%E0%A4%A',
    '💥',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const ids = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...statuses, 'echo', 'buffer', 'stringInput', 'olinda-zones.geojson'),
  },
  { weight: 1, arbitrary: odd },
);
const knownPaths = fc
  .tuple(fc.constantFrom(...Object.values(operations).map(({ path }) => path)), ids, ids)
  .map(([path, one, other]) => path.replace(/\{\w+\}/, () => one).replace(/\{\w+\}/, () => other));
const paths = fc.oneof(
  { weight: 9, arbitrary: knownPaths },
  { weight: 1, arbitrary: fc.array(odd, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`) },
  { weight: 1, arbitrary: knownPaths.map((path) => `${path}/`) },
);
const methods = fc.oneof(
  { weight: 5, arbitrary: fc.constant('GET') },
  { weight: 2, arbitrary: fc.constantFrom('HEAD', 'DELETE', 'POST') },
  { weight: 1, arbitrary: fc.constantFrom('OPTIONS', 'PUT', 'PATCH', 'TRACE', 'get', '') },
);
const names = fc.constantFrom(
  ...[
    'f',
    'limit',
    'cursor',
    'type',
    'processID',
    'status',
    'datetime',
    'minDuration',
    'maxDuration',
    'x',
    '__proto__',
  ],
);
const values = fc.oneof(
  fc.constantFrom(
    'json',
    'html',
    '5',
    '0',
    '-1',
    '1e9',
    'process',
    'successful,failed',
    'echo',
    ',',
    '99999999999999999999',
  ),
  fc.constantFrom(
    '2026-11-01T12:00:00Z',
    '../2026-11-01T12:00:00Z',
    '2026-02-31T25:61:00Z/..',
    '/',
    '../..',
    '0000-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59-23:59',
  ),
  odd,
);
const headers = fc.dictionary(
  fc.constantFrom(
    'accept',
    'Accept',
    'if-none-match',
    'origin',
    'prefer',
    'host',
    'x-forwarded-host',
    'content-type',
    'range',
  ),
  fc.oneof(
    fc.constantFrom(
      'text/html',
      'application/problem+json',
      '*',
      '*/*;q=0',
      '"',
      'W/"x", *',
      'https://example.org',
      'wait=5',
    ),
    fc.string({ maxLength: 20 }),
  ),
  { maxKeys: 3 },
);
const requests: fc.Arbitrary<Sent> = fc.record({
  method: methods,
  path: paths,
  query: fc.array(fc.tuple(names, values), { maxLength: 3 }),
  headers,
  body: fc.oneof(fc.constant(''), fc.json(), fc.string({ unit: 'binary' })),
  gateway: fc.constantFrom('HttpApi', 'RestApi'),
});

describe('any other request', () => {
  it(`is answered, or refused by an exception, ${share} times`, async () => {
    let api = anApi(aWorldOfJobs());
    let sent = 0;

    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        // Dismissals leave their mark.
        if (++sent % 20 === 0) api = anApi(aWorldOfJobs());

        const response = await api(request);

        answered.add(`${response.statusCode}`);
        expectGood(response, request.method);
      }),
      { numRuns: share, seed },
    );

    expect(answered.of('200')).toBeGreaterThan(0.2 * share);
  });
});
