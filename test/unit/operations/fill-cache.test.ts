import { describe, expect, it } from 'vitest';
import { aServer, ask, jobOf, type Server } from './server-fixtures.ts';
import { holdTime, textOutput } from './worker-fixtures.ts';

/** Its cache cannot be written to, and all other things can. */
function aServerWithoutCache(): Server {
  const server = aServer(() => ({ values: textOutput('HI') }), { cacheTtl: 3600 });
  server.newCacheEntries.write = async () => {
    throw new Error('The table has no room.');
  };
  return server;
}

holdTime();

describe('a cache that cannot be filled is no failure', () => {
  it.each([
    ['by value', {}, 200],
    ['by reference', { outputs: { result: { transmissionMode: 'reference' } } }, 204],
    ['and told to a subscriber', { subscriber: { successUri: 'https://example.org/done' } }, 200],
  ])('of an execution whose results are given %s', async (_, body, status) => {
    expect(await ask(aServerWithoutCache(), { body })).toMatchObject({ status });
  });

  it('of a job', async () => {
    const server = aServerWithoutCache();
    const { jobID } = jobOf(await ask(server, { headers: { prefer: 'respond-async' } }));

    expect(await server.work()).toMatchObject([{ status: 'successful' }]);
    expect(server.store.jobs.get(jobID)?.status).toBe('successful');
  });
});
