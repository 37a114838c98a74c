/** What becomes of jobs when a deployment changes or removes their process. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Client } from '#test/e2e/http-client.ts';
import { ended as allEnded, deploy, remove } from './life-cycle.ts';

let api: Client;
beforeAll(async () => {
  api = await deploy('first');
});
afterAll(remove);

describe('an update in place', () => {
  it('loses no job: those that run end, those that wait are run by the new code', async () => {
    const jobs = await submitSome('short');

    await deploy('second');
    const ended = await allEnded(api, jobs);
    const results = await Promise.all(jobs.map(async (job) => (await api.get(`${job}/results`)).text()));

    expect(ended.map(({ status }) => status)).toEqual(jobs.map(() => 'successful'));
    expect(ended.map(({ processVersion }) => processVersion)).toEqual(jobs.map(() => '1.0.0'));
    expect(results.toSorted().at(0)).toMatch(/^1\.[01]\.0: short$/);
    expect(results).toContain('1.1.0: short');
    expect(ended.filter(({ ranVersion }) => ranVersion === '1.1.0').length).toBe(
      results.filter((result) => result.startsWith('1.1.0')).length,
    );
  });

  it('fails what waits and no longer fits, saying so', async () => {
    const jobs = await submitSome('short');

    await deploy('third');
    const ended = await allEnded(api, jobs);
    const failed = ended.filter(({ status }) => status === 'failed');

    expect(ended.filter(({ status }) => status !== 'failed').map(({ status }) => status)).toEqual(
      Array.from({ length: jobs.length - failed.length }, () => 'successful'),
    );
    expect(failed.length).toBeGreaterThan(0);
    for (const { message } of failed) {
      expect(message).toContain('1.1.0');
      expect(message).toContain('2.0.0');
    }
  });
});

describe('a process that is removed', () => {
  it('ends the jobs that wait as failed, with that reason', async () => {
    const jobs = await submitSome('long enough for this version');

    await deploy('without');
    const ended = await allEnded(api, jobs);
    const failed = ended.filter(({ status }) => status === 'failed');

    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map(({ message }) => message))).toEqual(
      new Set(['There is no process waits any more.']),
    );
    expect((await api.get('/processes/waits')).status).toBe(404);
    expect(await (await api.execute('stays', { inputs: { text: 'still here' } })).text()).toBe('still here');
  });
});

/** Twelve jobs, of which some run and some wait when it resolves. */
async function submitSome(text: string): Promise<readonly string[]> {
  const body = { inputs: { text, seconds: 8 } };
  const jobs = await Promise.all(Array.from({ length: 12 }, () => api.submit('waits', body)));
  await vi.waitFor(
    async () => {
      const statuses = (await Promise.all(jobs.map((job) => api.json(job)))).map(({ status }) => status);
      expect(statuses).toContain('running');
      expect(statuses).toContain('accepted');
    },
    { timeout: 30_000, interval: 250 },
  );
  return jobs;
}
