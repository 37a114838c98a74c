import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';
import { aRequest } from './a-request.ts';

async function statusOf(members: Partial<Job>, { jobID = '42', after = 0 } = {}) {
  const fakes = fakePorts();
  fakes.store.jobs.set('42', aJob({ jobID: '42', ...members }));
  fakes.clock.advance(after * 1000);
  return getStatus(fakes, aRequest(`/jobs/${jobID}`, { parameters: { jobID } }));
}

describe('getStatus', () => {
  it('/req/core/job-success: is the statusInfo of the job', async () => {
    const { status, body, links } = await statusOf({ status: 'running', progress: 40 });

    expect(status).toBe(200);
    expect(body).toMatchObject({ json: { jobID: '42', status: 'running', progress: 40, links } });
  });

  it.each([
    [0, '1'],
    [30, '2'],
    [200, '5'],
    [1000, '10'],
  ])('tells those who wait for %d seconds to come back in %s', async (after, expected) => {
    const { headers } = await statusOf({ status: 'running' }, { after });

    expect(headers).toEqual({ 'Retry-After': expected, 'Cache-Control': 'no-store' });
  });

  it.each([
    [0, '10'],
    [50, '10'],
    [99, '9'],
    [100, '1'],
  ])(
    'tells those who wait for a job, done to %d of 100 in 800 seconds, to come back in %s',
    async (progress, expected) => {
      const started = '2026-11-01T12:03:20.000Z';
      const { headers } = await statusOf({ status: 'running', started, progress }, { after: 1000 });

      expect(headers).toMatchObject({ 'Retry-After': expected });
    },
  );

  it('tells nobody to come back to a finished job', async () => {
    expect((await statusOf({ status: 'failed' })).headers).toEqual({});
  });

  it.each([
    ['unknown', {}, { jobID: '43' }],
    ['somebody else’s', { owner: 'somebody else' }, {}],
    ['expired', {}, { after: 400_000 }],
  ])('/req/core/job-exception-no-such-job: for a job that is %s', async (_, members, options) => {
    await expect(statusOf(members, options)).rejects.toMatchObject({
      code: 'no-such-job',
      message: `There is no job ${'jobID' in options ? options.jobID : '42'}.`,
    });
  });

  it('shows a job that was stopped, and not one that was removed', async () => {
    const updated = '2026-11-01T12:05:00.000Z';

    expect(await statusOf({ status: 'dismissed', finished: updated, updated })).toMatchObject({
      body: { json: { status: 'dismissed' } },
    });
    await expect(
      statusOf({ status: 'dismissed', finished: '2026-11-01T12:04:00.000Z', updated }),
    ).rejects.toMatchObject({ code: 'gone', status: 410 });
  });
});
