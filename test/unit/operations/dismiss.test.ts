import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';
import { aRequest } from './a-request.ts';
import { silentLog } from './worker-fixtures.ts';

const request = aRequest('/jobs/42', { method: 'DELETE', parameters: { jobID: '42' } });
const value = { mediaType: 'image/tiff', size: 1 };
const object = { bytes: Uint8Array.of(1), mediaType: 'image/tiff' };
const catalogue = { description: async () => undefined };

function portsWith(members: Partial<Job>) {
  const fakes = fakePorts();
  fakes.store.jobs.set('42', aJob({ jobID: '42', ...members }));
  fakes.clock.advance(60_000);
  return { ...fakes, log: silentLog() };
}

describe('/req/dismiss/job-dismiss-success', () => {
  it.each(['accepted', 'running'] as const)(
    'stops a job that is %s, which can still be seen',
    async (status) => {
      const fakes = portsWith({ status, leaseToken: 'token', leaseUntil: Infinity });

      const answer = await dismiss(fakes, request);

      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        json: {
          jobID: '42',
          status: 'dismissed',
          message: 'The job was dismissed.',
          finished: '2026-11-01T12:01:00.000Z',
          updated: '2026-11-01T12:01:00.000Z',
        },
      });
      expect(await getStatus(fakes, request)).toMatchObject({ body: { json: { status: 'dismissed' } } });
    },
  );

  it('removes a finished job with its own outputs, and leaves those that answer others', async () => {
    const fakes = portsWith({ status: 'successful', finished: '2026-11-01T12:00:30.000Z' });
    fakes.store.objects.set('jobs/42/1/own', object).set('results/key/1/shared', object);
    fakes.store.results.set('42', {
      values: {
        own: { ...value, key: 'jobs/42/1/own' },
        shared: { ...value, key: 'results/key/1/shared' },
        small: { ...value, bytes: Uint8Array.of(1) },
      },
    });

    const removed: [jobID: string, keys: readonly string[]][] = [];
    const remains: Ports['remains'] = {
      remove: async (jobID, keys) => {
        removed.push([jobID, keys]);
        await fakes.remains.remove(jobID, keys);
      },
    };

    const answer = await dismiss({ ...fakes, remains }, request);

    expect(removed).toEqual([['42', ['jobs/42/1/own']]]);
    expect(answer.body).toMatchObject({
      json: { status: 'dismissed', finished: '2026-11-01T12:00:30.000Z' },
    });
    expect([...fakes.store.objects.keys()]).toEqual(['results/key/1/shared']);
    await expect(getStatus(fakes, request)).rejects.toMatchObject({ status: 410 });
    await expect(getResult({ ...fakes, catalogue }, request)).rejects.toMatchObject({ status: 410 });
  });

  it('removes a job that finishes in this very moment, with its outputs', async () => {
    const fakes = portsWith({ status: 'running', leaseToken: 'token', leaseUntil: Infinity });
    fakes.store.objects.set('jobs/42/1/own', object);
    const results: Ports['results'] = {
      read: async (jobID) => {
        const asItWas = await fakes.results.read(jobID);
        await fakes.transitions.move(jobID, 'succeed', {
          now: fakes.clock.now(),
          leaseToken: 'token',
          changes: { finished: '2026-11-01T12:00:59.000Z' },
          results: { values: { own: { ...value, key: 'jobs/42/1/own' } } },
        });
        return asItWas;
      },
    };

    const answer = await dismiss({ ...fakes, results }, request);

    expect(answer.body).toMatchObject({
      json: { status: 'dismissed', finished: '2026-11-01T12:00:59.000Z' },
    });
    expect([...fakes.store.objects.keys()]).toEqual([]);
    await expect(getStatus(fakes, request)).rejects.toMatchObject({ status: 410 });
  });

  it('is dismissed, whatever stays in a bucket that is out of reach', async () => {
    const fakes = portsWith({ status: 'running' });
    const remains: Ports['remains'] = {
      remove: async () => {
        throw new Error('The bucket is out of reach.');
      },
    };

    expect(await dismiss({ ...fakes, remains }, request)).toMatchObject({ status: 200 });
    expect(fakes.log.errors).toEqual(['Objects not removed']);
  });

  it('is gone the second time', async () => {
    const fakes = portsWith({ status: 'running' });
    await dismiss(fakes, request);

    await expect(dismiss(fakes, request)).rejects.toMatchObject({
      code: 'gone',
      status: 410,
      message: 'The job 42 was dismissed.',
    });
  });

  it('is for an operator too, whose job it may be', async () => {
    const fakes = portsWith({ owner: 'somebody else' });

    expect((await dismiss(fakes, { ...request, operator: true })).status).toBe(200);
  });

  it.each([
    ['unknown', {}, { ...request, parameters: { jobID: '43' } }],
    ['somebody else’s', { owner: 'somebody else' }, request],
  ])('does not find a job that is %s, and leaves it alone', async (_, members, asked) => {
    const fakes = portsWith(members);

    await expect(dismiss(fakes, asked)).rejects.toMatchObject({ code: 'no-such-job', status: 404 });
    expect(fakes.store.jobs.get('42')?.status).toBe('accepted');
  });
});
