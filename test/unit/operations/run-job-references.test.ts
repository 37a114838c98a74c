import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { byReference, jobID, run, submit } from './submitted-job.ts';
import { holdTime, shout, timedPorts } from './worker-fixtures.ts';

holdTime();

describe('/req/core/process-execute-inputs: by reference', () => {
  it('are fetched once each, and their files are gone afterwards', async () => {
    const disposed: string[] = [];
    const world = timedPorts({
      fetch: async (href) => ({
        file: `/tmp/${href.length}`,
        size: 2,
        mediaType: 'application/json',
        dispose: async () => void disposed.push(href),
      }),
    });
    submit(world, { inputs: byReference });
    const process = shout();

    await run(world, process);

    expect(process.runner.runs[0]?.files).toMatchObject({
      'https://example.com/a.json': { file: '/tmp/26', mediaType: 'application/json' },
    });
    expect(disposed).toEqual(['https://example.com/a.json']);
  });

  it('fail the job where they cannot be fetched, saying which input and why', async () => {
    const world = timedPorts({
      fetch: async () => {
        throw new Exception('invalid-parameter', 'The host resolves to a private address.');
      },
    });
    submit(world, { inputs: byReference });

    await run(world, shout());

    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'The input `more` could not be fetched: The host resolves to a private address.',
      failure: { code: 'invalid-parameter', problems: [{ path: '/inputs/more' }] },
    });
  });
});
