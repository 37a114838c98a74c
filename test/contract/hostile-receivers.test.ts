import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiverRules } from '#lib/outgoing/receiver-rules.ts';
import { receivers } from '#lib/outgoing/receivers.ts';
import { hostileNames } from './hostile-names.ts';
import { hostileUrls } from './hostile-urls.ts';
import { type SmallInternet, startSmallInternet } from './small-internet.ts';

let internet: SmallInternet;

beforeAll(async () => {
  internet = await startSmallInternet();
});
afterAll(() => internet[Symbol.asyncDispose]());

/** Makes a callback by rules that allow as much as a deployment can, and makes sure that no canary hears of it. */
function posting(href: string, timeout = 10) {
  const limits = { timeout, http: true, origins: [], network: internet.network };
  const request = { headers: { 'content-type': 'application/json' }, body: '{}' };
  return internet.untouched(() => receivers(limits).post(href, request));
}

describe('a callback', () => {
  test.each(hostileUrls)('goes nowhere by a hostile URL, $why: $href', async ({ href, what }) => {
    expect(await posting(href)).toEqual({ problem: `has a URL that ${what}` });
    expect(receiverRules({ http: true, origins: [] }).objection(href)).toBe(what);
  });

  test.each(Object.entries(hostileNames))('goes nowhere by the name %s', async (label, { what }) => {
    expect(await posting(`https://${label}.net.example/`)).toEqual({ problem: what });
  });

  test('is asked for anew each time, and goes to what was looked at', async () => {
    expect(await posting('https://rebinding.net.example/')).toEqual({ statusCode: 200 });
    expect(await posting('https://rebinding.net.example/')).toEqual({
      problem: 'leads to a private address',
    });
  });

  test.each(['http://127.0.0.1/', 'https://cdn.net.example/', 'file:///proc/self/environ'])(
    'is not sent on to %s',
    async (location) => {
      const opened = internet.wire.opened.length;

      expect(await posting(`https://data.net.example/to?location=${location}`)).toEqual({ statusCode: 302 });
      expect(internet.wire.opened.length).toBe(opened + 1);
    },
  );

  test.each([
    ['/endless-body', { statusCode: 200 }],
    ['/gzip-bomb', { statusCode: 200 }],
    ['/switches', { statusCode: 101 }],
    ['/endless-headers', { problem: 'answered with headers that are too large' }],
    ['/endless-hints', { problem: 'took longer than 0.3 seconds' }],
    ['/dripping-headers', { problem: 'took longer than 0.3 seconds' }],
    ['/hangs-up', { problem: 'broke off before its end' }],
  ])('comes to an end with a receiver that is up to no good: %s', async (path, outcome) => {
    expect(await posting(`https://data.net.example${path}`, 0.3)).toEqual(outcome);
  });

  test('comes to an end where the handshake does not', async () => {
    expect(await posting('https://handshake.net.example/', 0.3)).toEqual({
      problem: 'took longer than 0.3 seconds',
    });
  });
});
