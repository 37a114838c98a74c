import { describe, expect, it } from 'vitest';
import { getHealth } from '#lib/operations/get-health.ts';
import { fakePorts } from '#test/fakes/ports.ts';

describe('getHealth', () => {
  it('is 200 when table and queues answer', async () => {
    expect(await getHealth(fakePorts())()).toMatchObject({
      status: 200,
      body: { json: { status: 'ok', checks: { table: 'ok', queues: 'ok' } } },
    });
  });

  it('is 503 when one of them fails, and says which, but not why', async () => {
    const answer = await getHealth(
      fakePorts({
        table: async () => {
          throw new Error('AccessDenied for arn:aws:dynamodb:…');
        },
      }),
    )();

    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({
      json: { status: 'unavailable', checks: { table: 'unavailable', queues: 'ok' } },
    });
  });

  it('waits no longer than two seconds for an answer', async () => {
    const fakes = fakePorts({ queues: () => new Promise(() => {}) });
    const answer = getHealth(fakes)();

    fakes.clock.advance(2000);

    expect(await answer).toMatchObject({
      status: 503,
      body: { json: { checks: { queues: 'unavailable' } } },
    });
  });

  it('asks again only after five seconds', async () => {
    let asked = 0;
    const fakes = fakePorts({
      table: async () => {
        asked++;
      },
    });
    const health = getHealth(fakes);

    await Promise.all([health(), health()]);
    fakes.clock.advance(4999);
    await health();
    expect(asked).toBe(1);

    fakes.clock.advance(1);
    await health();
    expect(asked).toBe(2);
  });
});
