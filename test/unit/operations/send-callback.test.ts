import { describe, expect, it } from 'vitest';
import type { Callback } from '#lib/job/callback.ts';
import { type Received, sendCallback } from '#lib/operations/send-callback.ts';
import { signCallback } from '#lib/operations/sign-callback.ts';
import { fakePorts } from '#test/fakes/ports.ts';
import type { Script } from '#test/fakes/world.ts';

const retries = [60, 300, 54_000];
const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const callback: Callback = {
  id: 'job-1-success',
  jobID: 'job-1',
  event: 'successUri',
  url: 'https://example.org/done',
  body: '{"echo":"Hello"}',
};

function aWorld(script: Partial<Script> = {}, secrets: readonly string[] = []) {
  const errors: string[] = [];
  const log = { error: (message: string) => errors.push(message) };
  return { ...fakePorts(script), secrets: async () => secrets, log, errors };
}

/** As the queue brings it so many seconds after it was sent. */
function received(
  { clock }: ReturnType<typeof aWorld>,
  seconds = 0,
  members: Partial<Received> = {},
): Received {
  return { callback, receipt: 'receipt', received: 1, sent: clock.now() - seconds * 1000, ...members };
}

describe('a callback', () => {
  it('is a POST of its body as it is, with the id and the time', async () => {
    const world = aWorld();

    const report = await sendCallback(world, received(world), { retries });

    expect(report).toMatchObject({ jobID: 'job-1', status: 'delivered', attempts: 1, statusCode: 200 });
    expect(world.store.posted).toEqual([
      {
        url: callback.url,
        body: callback.body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': 'job-1-success',
          'webhook-timestamp': String(world.clock.now() / 1000),
        },
      },
    ]);
    expect(world.store.outcomes).toMatchObject([{ jobID: 'job-1', delivery: { status: 'delivered' } }]);
  });

  it.each([200, 202, 204, 299])('is delivered where the receiver answers %i', async (statusCode) => {
    const world = aWorld({ post: async () => ({ statusCode }) });

    expect(await sendCallback(world, received(world), { retries })).toMatchObject({ status: 'delivered' });
    expect([world.store.putOff.size, world.store.deadCallbacks.length]).toEqual([0, 0]);
  });

  it.each([199, 301, 400, 404, 429, 500, 503])(
    'comes again where the receiver answers %i',
    async (statusCode) => {
      const world = aWorld({ post: async () => ({ statusCode }) });

      const report = await sendCallback(world, received(world), { retries });

      const message = `The receiver answered ${statusCode}.`;
      expect(report).toMatchObject({ status: 'waiting', statusCode, message });
      expect(world.store.putOff).toEqual(new Map([['receipt', 60]]));
    },
  );

  it('comes again where the receiver cannot be reached, and says why', async () => {
    const world = aWorld({ post: async () => ({ problem: 'leads to a private address' }) });

    const report = await sendCallback(world, received(world), { retries });

    expect(report).toMatchObject({ status: 'waiting', message: 'The receiver leads to a private address.' });
    expect(report).not.toHaveProperty('statusCode');
  });

  it.each([
    [-3, 63],
    [0.4, 60],
    [59.5, 1],
    [60, 300],
    [200, 160],
    [360.2, 43_000],
    [43_360, 11_000],
  ])('that was sent %d s ago comes again after %d s', async (seconds, wait) => {
    const world = aWorld({ post: async () => ({ statusCode: 500 }) });

    await sendCallback(world, received(world, seconds), { retries });

    expect(world.store.putOff.get('receipt')).toBe(wait);
  });

  it.each([
    [1, 0, 1],
    [4, 20, 1],
    [4, 70, 2],
    [2, 57, 2],
    [2, 400, 2],
    [9, 43_400, 4],
    [2, -3, 1],
    [1, -7, 1],
  ])('that was received %i times by %i s counts %i attempts', async (times, seconds, attempts) => {
    const world = aWorld({ post: async () => ({ statusCode: 500 }) });

    const report = await sendCallback(world, received(world, seconds, { received: times }), { retries });

    expect(report).toMatchObject({ attempts });
  });

  it('that waited its turn is tried once for all the times that passed, also where the last has', async () => {
    const world = aWorld({ post: async () => ({ statusCode: 500 }) });

    await sendCallback(world, received(world, 20_000), { retries });
    expect(world.store.putOff.get('receipt')).toBe(23_360);
    expect(await sendCallback(world, received(world, 60_000), { retries })).toMatchObject({
      status: 'failed',
    });
    expect(world.store.posted).toHaveLength(2);
  });

  it('is a dead letter once its attempts are used up', async () => {
    const world = aWorld({ post: async () => ({ statusCode: 500 }) });

    const report = await sendCallback(world, received(world, 54_360, { received: 5 }), { retries });

    expect(report).toMatchObject({ status: 'failed', attempts: 5, statusCode: 500 });
    expect(world.store.deadCallbacks).toEqual([callback]);
    expect(world.store.putOff.size).toBe(0);
  });

  it('ends without a dead letter where the receiver is gone', async () => {
    const world = aWorld({ post: async () => ({ statusCode: 410 }) });

    expect(await sendCallback(world, received(world), { retries })).toMatchObject({ status: 'failed' });
    expect([world.store.putOff.size, world.store.deadCallbacks.length]).toEqual([0, 0]);
  });

  it('that tells of progress is not made again', async () => {
    const world = aWorld({ post: async () => ({ statusCode: 500 }) });
    const progress = { ...callback, event: 'inProgressUri' } as const;

    const report = await sendCallback(world, received(world, 0, { callback: progress }), { retries });

    expect(report).toMatchObject({ status: 'failed', event: 'inProgressUri' });
    expect([world.store.putOff.size, world.store.deadCallbacks.length]).toEqual([0, 0]);
  });

  it('that was delivered is not made again because its outcome cannot be reported', async () => {
    const world = aWorld({
      report: async () => {
        throw new Error('The queue is out of reach.');
      },
    });

    expect(await sendCallback(world, received(world), { retries })).toMatchObject({ status: 'delivered' });
    expect(world.errors).toEqual(['Outcome not reported']);
  });

  it.each([
    ['cannot be read', () => Promise.reject(new Error('There is no secret in /signing.'))],
    ['is none', async () => ['hunter2']],
  ])('is not made unsigned where its secret %s, but put off and its outcome told', async (_, secrets) => {
    const world = { ...aWorld(), secrets };

    const report = await sendCallback(world, received(world), { retries });

    expect(world.store.posted).toEqual([]);
    expect(world.errors).toEqual(['Callback not signed']);
    expect(world.store.putOff).toEqual(new Map([['receipt', 60]]));
    const message = 'The callback could not be signed, and was not sent.';
    expect(report).toMatchObject({ status: 'waiting', message });
    expect(world.store.outcomes).toMatchObject([{ delivery: { status: 'waiting', message } }]);
  });

  it('that tells of progress is dropped where it cannot be signed, and its outcome told', async () => {
    const world = { ...aWorld(), secrets: () => Promise.reject(new Error('There is no secret.')) };
    const progress = { ...callback, event: 'inProgressUri' } as const;

    const report = await sendCallback(world, received(world, 0, { callback: progress }), { retries });

    expect(report).toMatchObject({ status: 'failed', event: 'inProgressUri' });
    expect([world.store.putOff.size, world.store.deadCallbacks.length]).toEqual([0, 0]);
    expect(world.store.outcomes).toMatchObject([{ delivery: { status: 'failed' } }]);
  });

  it('waits a day for its secret, and then is a dead letter', async () => {
    const world = { ...aWorld(), secrets: () => Promise.reject(new Error('There is no secret.')) };
    const sent = world.clock.now();

    let times = 0;
    for (let status = 'waiting'; status === 'waiting'; times += 1) {
      const at = { ...received(world), received: times + 1, sent };
      ({ status } = await sendCallback(world, at, { retries }));
      world.clock.advance((world.store.putOff.get('receipt') ?? 0) * 1000);
      world.store.putOff.clear();
    }

    expect(world.clock.now() - sent).toBe(54_360_000);
    expect(world.errors).toHaveLength(times);
    expect(world.store.posted).toEqual([]);
    expect(world.store.deadCallbacks).toEqual([callback]);
    expect(world.store.outcomes.at(-1)).toMatchObject({ delivery: { status: 'failed' } });
  });
});

describe('the signature', () => {
  it('is the one of the example that Standard Webhooks gives', () => {
    const headers = signCallback(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      1_614_265_330_999,
    );

    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is there once for each secret, the newest first', () => {
    const other = `whsec_${Buffer.from('fedcba9876543210fedcba9876543210').toString('base64')}`;
    const [newest, oldest] = [secret, other].map(
      (one) => signCallback(callback, [one], 0)['webhook-signature'],
    );

    expect(signCallback(callback, [secret, other], 0)['webhook-signature']).toBe(`${newest} ${oldest}`);
  });

  it.each(['', 'hunter2', 'whsec_', 'whsec_c2hvcnQ=', `${secret}!`, `whsec_${'A'.repeat(120)}`])(
    'is not made with %j, and the error keeps it to itself',
    (wrong) => {
      const signing = () => signCallback(callback, [wrong], 0);

      expect(signing).toThrow(
        'A secret for callbacks must be whsec_ and the base64 of 24 to 64 random bytes.',
      );
    },
  );
});
