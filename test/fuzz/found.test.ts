import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { told } from '#test/fakes/told.ts';
import { expectGood, textOf } from './answers.ts';
import { anApi, type Sent } from './api.ts';
import { aWorld } from './world.ts';

beforeAll(() => {
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const point = '{"type":"Point","coordinates":[5,52]}';
const execution = (processID: string, body: string, headers: Sent['headers'] = {}): Partial<Sent> => ({
  method: 'POST',
  path: `/processes/${processID}/execution`,
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});
const buffer = (inputs: string, more = ''): Partial<Sent> =>
  execution('buffer', `{"inputs":{"geometry":${point},"distance":1${inputs}}${more}}`);

/** What drawn, mutated and hostile requests once showed, each as it was found in short, and what is right. */
const found: readonly (readonly [what: string, sent: Partial<Sent>, status: number])[] = [
  ['an integer that no double holds', buffer(',"segments":9007199254740993'), 400],
  ['a number beyond all doubles', buffer(',"segments":1e400'), 400],
  ['an output that is null', buffer('', ',"outputs":{"area":null}'), 400],
  [
    'members of an output that are null',
    buffer('', ',"outputs":{"area":{"format":null,"transmissionMode":null}}'),
    200,
  ],
  ['members of a format that are null', buffer('', ',"outputs":{"area":{"format":{"mediaType":null}}}'), 200],
  ['a response that is null', buffer('', ',"response":null'), 200],
  ['no outputs at all', buffer('', ',"outputs":{}'), 200],
  ['a subscriber that is null', buffer('', ',"subscriber":null'), 200],
  ['the same member twice, of which the last counts', buffer(',"distance":-1'), 400],
  ['a key that could change a prototype', buffer(',"__proto__":{"distance":2}'), 400],
  ['one such key far within', buffer(',"segments":{"a":[{"constructor":1}]}'), 400],
  ['half a character', execution('uppercase', '{"inputs":{"input_text":"\\ud800"}}'), 200],
  ['a null character', execution('uppercase', '{"inputs":{"input_text":"\\u0000"}}'), 200],
  ['depth', buffer(`,"segments":${'['.repeat(500_000)}`), 400],
  ['depth that is closed', buffer(`,"segments":${'['.repeat(300_000)}${']'.repeat(300_000)}`), 400],
  ['width', buffer(`,"segments":[${'0,'.repeat(400_000)}0]`), 400],
  ['a name without an end', buffer(`,"${'k'.repeat(900_000)}":1`), 400],
  ['names without end', buffer(`,${Array.from({ length: 50_000 }, (_, index) => `"k${index}":0`)}`), 400],
  [
    'outputs without end',
    buffer('', `,"outputs":{${Array.from({ length: 30_000 }, (_, index) => `"o${index}":{}`)}}`),
    400,
  ],
  [
    'a media type without an end',
    buffer(`,"segments":{"value":8,"mediaType":"application/json;${'x'.repeat(900_000)}"}`),
    400,
  ],
  [
    'references without end',
    execution(
      'hexagon-bins',
      `{"inputs":{"points":[${Array.from({ length: 5_000 }, (_, index) => `{"href":"https://data.example/${index}"}`)}]}}`,
    ),
    400,
  ],
  ['a path that is not well encoded', { path: '/jobs/%zz' }, 400],
  ['a path that is half a character', { path: '/jobs/%E0%A4%A' }, 400],
  ['a path with the name of the stage in it', { path: '/prod/processes', gateway: 'RestApi' }, 404],
  ['a path that slashes end', { path: `/processes${'/'.repeat(9_000)}` }, 404],
  ['a prefix of a prototype', { path: '/processes/__proto__' }, 404],
  ['a preference of blanks', withHeaders({ Prefer: `wait${' '.repeat(9_000)}"` }), 200],
  ['a preference of quotes', withHeaders({ Prefer: '"\\'.repeat(4_500) }), 200],
  ['a media type of the body without an end', withHeaders({ 'Content-Type': `a/${'b'.repeat(9_000)}` }), 415],
  ['a coding of the body', withHeaders({ 'Content-Encoding': 'x'.repeat(9_000) }), 415],
  ['ranges without end', { path: '/processes', headers: { Accept: 'a/b;q=0.1,'.repeat(900) } }, 200],
  [
    'filters without end',
    { path: '/jobs', query: Array.from({ length: 2_000 }, () => ['processID', 'a'] as const) },
    200,
  ],
  ['a limit without an end', { path: '/jobs', query: [['limit', '9'.repeat(9_000)]] }, 200],
];

function withHeaders(headers: Sent['headers']): Partial<Sent> {
  return execution('buffer', `{"inputs":{"geometry":${point},"distance":1}}`, headers);
}

describe('what was found once', () => {
  it.each(found)('%s', async (_, sent, status) => {
    for (const gateway of ['HttpApi', 'RestApi'] as const) {
      const began = performance.now();
      const request = { method: 'GET', path: '/', query: [], headers: {}, body: '', gateway, ...sent };

      const response = await anApi(aWorld())(request);

      expectGood(response, request.method);
      expect(response.statusCode, textOf(response)).toBe(status);
      if (status >= 400) expect(textOf(response).length).toBeLessThan(20_000);
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });
});
