import { describe, expect, it } from 'vitest';
import { misbehaving } from './client.ts';

/** A body and a key that nobody else has. */
function something() {
  return { body: { inputs: { value: Math.random() } }, key: `"${crypto.randomUUID()}"` };
}

describe('Idempotency-Key, by plain HTTP', () => {
  it('the same job again, as it stands', async () => {
    const { body, key } = something();
    const headers = { 'Idempotency-Key': key, 'Cache-Control': 'no-cache' };

    const first = await misbehaving.submit('count', body, headers);
    await misbehaving.ended(first);
    const again = await misbehaving.execute('count', body, { ...headers, Prefer: 'respond-async' });

    expect(again.status).toBe(201);
    expect(again.headers.get('location')).toBe(first);
    expect(await again.json()).toMatchObject({ status: 'successful' });
  });

  it('the same results again, although each run gives others', async () => {
    const { body, key } = something();
    const headers = { 'Idempotency-Key': key, 'Cache-Control': 'no-cache' };

    const answers = await Promise.all([1, 2, 3].map(() => misbehaving.execute('count', body, headers)));
    const texts = await Promise.all(answers.map((answer) => answer.text()));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(texts).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.headers.get('link'))).size).toBe(1);
  });

  it('the same failure again', async () => {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };

    const answers = [
      await misbehaving.execute('refuses', { inputs: {} }, headers),
      await misbehaving.execute('refuses', { inputs: {} }, headers),
    ];

    const [first, second] = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual([422, 422]);
    expect(second).toEqual(first);
  });

  it('is refused with another body, and with another process', async () => {
    const { body, key } = something();
    const headers = { 'Idempotency-Key': key };
    await misbehaving.execute('double', body, headers);

    for (const [processID, inputs] of [
      ['double', { value: 2 }],
      ['square', body.inputs],
    ] as const) {
      const answer = await misbehaving.execute(processID, { inputs }, headers);
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({
        code: 'idempotency-key-reused',
        title: 'Unprocessable Content',
        status: 422,
        detail: expect.stringContaining(key.slice(1, -1)),
      });
    }
  });

  it('is left to the next by a request that is refused', async () => {
    const { body, key } = something();
    const headers = { 'Idempotency-Key': key };
    const refused = await misbehaving.execute('double', { inputs: { value: 'two' } }, headers);
    const taken = await misbehaving.execute('double', body, headers);

    expect([refused.status, taken.status]).toEqual([400, 200]);
  });
});
