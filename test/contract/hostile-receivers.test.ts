import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiverLimits } from '#lib/outgoing/post-callback.ts';
import { receiverRules } from '#lib/outgoing/receiver-rules.ts';
import { receivers } from '#lib/outgoing/receivers.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { hostileNames } from './hostile-names.ts';
import { hostileUrls } from './hostile-urls.ts';
import { type SmallInternet, startSmallInternet } from './small-internet.ts';

let internet: SmallInternet;
beforeAll(async () => {
  internet = await startSmallInternet();
});
afterAll(() => internet[Symbol.asyncDispose]());

function post(url: string, limits: Partial<ReceiverLimits> = {}) {
  const { network } = internet;
  const receiver = receivers({ timeout: 10, http: true, origins: [], network, ...limits });
  return receiver.post(url, { headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
}

test('a callback reaches a public receiver, whose answer is all that is told', async () => {
  expect(await post('https://data.net.example/a')).toEqual({ statusCode: 200 });
});

describe('a hostile URL is no receiver, and no canary hears of it', () => {
  test.each(hostileUrls)('$why: $href', async ({ href, what }) => {
    const opened = internet.wire.opened.length;

    const made = await internet.untouched(() => post(href));

    expect(made).toEqual({ problem: expect.stringMatching(new RegExp(`^has a URL that ${what}$`)) });
    expect(internet.wire.opened.length).toBe(opened);
    expect(receiverRules({ http: true, origins: [] }).objection(href)).toMatch(new RegExp(`^${what}$`));
  });

  const names = Object.entries(hostileNames).map(([label, { what, why }]) => ({ label, what, why }));
  test.each(names)('$why: $label', async ({ label }) => {
    const made = await internet.untouched(() => post(`https://${label}.net.example/`, { timeout: 1 }));

    expect(made).toHaveProperty('problem');
  });

  test('a redirect to it is an answer, and not followed', async () => {
    const location = encodeURIComponent('http://169.254.169.254/latest/meta-data');

    const made = await internet.untouched(() => post(`https://data.net.example/to?location=${location}`));

    expect(made).toEqual({ statusCode: 302 });
  });
});

describe.concurrent('a receiver that is up to no good', () => {
  test.for(Object.keys(hostileAnswers))(
    'costs no more than its time, and is not read: %s',
    async (path, { expect }) => {
      const began = performance.now();

      const made = await post(`https://data.net.example${path}`, { timeout: 0.5 });

      expect(JSON.stringify(made)).toMatch(/^\{("statusCode":\d{3}|"problem":"[a-z0-9. ]+")\}$/);
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );
});
