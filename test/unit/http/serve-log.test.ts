import { describe, expect, it, vi } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { metricsIn } from '../embedded-metrics.ts';
import { anEvent } from './an-event.ts';
import { ask, job, stubEnvironment } from './ask.ts';

stubEnvironment();

describe('the log', () => {
  it('has one event per request, without payload and without links that let one in', async () => {
    const event = anEvent('/jobs/42?secret=1', { pathParameters: { jobID: '42' }, body: 'payload' });

    const { logged } = await ask({ status: 303, headers: { Location: 'https://b.example?sig=1' } }, event);

    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'request',
      method: 'GET',
      path: '/jobs/42',
      jobID: '42',
      status: 303,
      milliseconds: expect.any(Number),
    });
    expect(logged[0]).not.toMatch(/payload|secret|sig=/);
  });

  it.each([
    ['internal-server-error', 1, 0, 0],
    ['no-such-job', 0, 0, 1],
    ['job-failed', 0, 1, 0],
    ['service-unavailable', 1, 0, 0],
    [undefined, 0, 0, 0],
  ] as const)('is the metrics of a request (exception: %s)', async (code, ...errors) => {
    const [ServerErrors, ProcessErrors, ClientErrors] = errors;
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'get-status');
    const { logged } = await ask(() => {
      if (code !== undefined) throw new Exception(code, 'No.');
      return job;
    });

    expect(logged).toHaveLength(1);
    expect(metricsIn(logged[0] ?? '')).toEqual({
      dimensions: { stage: 'test' },
      values: {
        Requests: 1,
        ServerErrors,
        ProcessErrors,
        ClientErrors,
        RequestMilliseconds: expect.any(Number),
      },
    });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ operationID: 'getStatus' });
  });

  it('tells a process that died from one whose code failed', async () => {
    const died = new Exception('job-failed', 'It ended unexpectedly.', { cause: new Error('out of memory') });

    const { logged } = await ask(() => Promise.reject(died));

    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'ERROR', ServerErrors: 1 });
  });

  it('counts what nobody expected as an error of the server', async () => {
    const { logged } = await ask(() => Promise.reject(new Error('connect ECONNREFUSED')));

    expect(metricsIn(logged[0] ?? '').values).toMatchObject({ Requests: 1, ServerErrors: 1 });
  });

  it('says which exception it was', async () => {
    const { logged } = await ask(() => {
      throw new Exception('no-such-job', 'There is no job 42.');
    });

    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'INFO',
      status: 404,
      exception: 'no-such-job',
    });
  });
});
