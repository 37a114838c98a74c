import { expect, it } from 'vitest';
import { misbehaving } from './client.ts';

it('a job is started again for an error that is worth it, as often as it may, and says so', async () => {
  const job = await misbehaving.submit('busy', { inputs: {} });

  const status = await misbehaving.ended(job);
  const results = await misbehaving.get(`${job}/results`);
  const page = await misbehaving.get(job, { Accept: 'text/html' });

  const attempt = { started: expect.any(String), ended: expect.any(String), outcome: 'failed' };
  expect(status).toMatchObject({
    status: 'failed',
    message: 'The store is busy.',
    attempts: [
      { attempt: 1, ...attempt, detail: 'The store is busy.' },
      { attempt: 2, ...attempt, detail: 'The store is busy.' },
    ],
  });
  expect(results.status).toBe(503);
  expect((await page.text()).match(/<td>The store is busy\.<\/td>/g)).toHaveLength(2);
});

it('a synchronous execution is answered with such an error at once', async () => {
  const response = await misbehaving.execute('busy', { inputs: {} });

  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ detail: 'The store is busy.' });
});
