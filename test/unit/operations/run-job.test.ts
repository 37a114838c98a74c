import { describe, expect, it, vi } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { giveUp } from '#lib/operations/give-up.ts';
import { jobID, run, submit } from './submitted-job.ts';
import { fails, holdTime, pass, shout, shoutAfter, textOutput, timedPorts } from './worker-fixtures.ts';

holdTime();

describe('runJob', () => {
  it('runs an accepted job and stores its results', async () => {
    const world = timedPorts();
    submit(world, { response: 'document', outputs: { result: {} } });
    const process = shout(() => shoutAfter(5));

    const running = run(world, process);
    await pass(5);

    expect(await running).toEqual({ jobID, status: 'successful', attempt: 1 });
    expect(await world.results.read(jobID)).toEqual({
      job: expect.objectContaining({
        status: 'successful',
        progress: 100,
        attempt: 1,
        started: '2026-11-01T12:00:00.000Z',
        finished: '2026-11-01T12:00:05.000Z',
        updated: '2026-11-01T12:00:05.000Z',
      }),
      results: { values: textOutput('HI'), response: 'document', outputs: { result: {} } },
    });
    expect(await world.dueJobs.due(Number.MAX_SAFE_INTEGER / 2, 10)).toEqual([]);
  });

  it('knows its own failure again where the write was repeated', async () => {
    const world = timedPorts();
    submit(world);
    const { move } = world.transitions;
    const repeating: typeof move = async (id, name, change) => {
      const made = await move(id, name, change);
      return name === 'fail' && made.job ? { moved: false, job: made.job } : made;
    };

    const report = await run({ ...world, transitions: { move: repeating } }, shout(fails));

    expect(report).toMatchObject({ status: 'failed', failure: 'No.' });
  });

  it('is lost where somebody gave the job up before it failed by itself', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(async () => {
      await pass(100);
      await giveUp(world, { jobID }, 'Nobody ran it.');
      return fails();
    });

    const running = run(world, process, { heartbeatSeconds: 1000 });

    expect(await running).toMatchObject({ status: 'lost' });
    expect(world.store.jobs.get(jobID)).toMatchObject({ failure: { detail: 'Nobody ran it.' } });
  });

  it('gives the author the inputs as they were written, and the media type of each output', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout();

    await run(world, process);

    expect(process.runner.runs).toEqual([
      { jobID, inputs: { text: 'hi' }, files: {}, outputs: { result: { mediaType: 'text/plain' } } },
    ]);
  });

  it.each<[string, Partial<Job>]>([
    ['was dismissed', { status: 'dismissed' }],
    ['is successful already', { status: 'successful' }],
    ['failed already', { status: 'failed' }],
    [
      'runs elsewhere',
      { status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: Date.parse('2026-11-01T12:01:00Z') },
    ],
    ['has no attempts left', { status: 'running', attempt: 3, leaseToken: 'x', leaseUntil: 0 }],
  ])('takes it as done when the job %s', async (_, members) => {
    const world = timedPorts();
    submit(world, {}, members);
    const process = shout();
    const before = structuredClone(world.store.jobs.get(jobID));

    expect(await run(world, process)).toEqual({ jobID, status: 'nothing' });

    expect(process.runner.runs).toEqual([]);
    expect(world.store.jobs.get(jobID)).toEqual(before);
  });

  it('takes it as done when there is no such job', async () => {
    expect(await run(timedPorts(), shout())).toEqual({ jobID, status: 'nothing' });
  });

  it('runs a job once that is delivered twice at once', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => shoutAfter(1));

    const both = Promise.all([run(world, process), run(world, process)]);
    await pass(1);

    expect((await both).map(({ status }) => status).sort()).toEqual(['nothing', 'successful']);
    expect(process.runner.runs).toHaveLength(1);
  });

  it('ends a job for which the author threw, with what the client may read', async () => {
    const world = timedPorts();
    submit(world);
    const failure = { code: 'job-failed', detail: 'The text is too loud.', status: 422 } as const;

    const report = await run(
      world,
      shout(() => ({ failure })),
    );

    expect(report).toEqual({ jobID, status: 'failed', attempt: 1, failure: 'The text is too loud.' });
    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'The text is too loud.',
      failure,
      finished: '2026-11-01T12:00:00.000Z',
    });
  });

  it('S12: says which version was asked and which ran when stored inputs no longer fit', async () => {
    const world = timedPorts();
    submit(world, {}, { processVersion: '1.0.0' });

    await run(
      world,
      shout(() => ({ failure: { code: 'invalid-parameter', detail: 'Too long.' } })),
    );

    expect(world.store.jobs.get(jobID)).toMatchObject({
      processVersion: '1.0.0',
      ranVersion: '2.0.0',
      message: 'Too long. The process changed from version 1.0.0 to 2.0.0 since the job was submitted.',
    });
  });

  it('fails a job that asks for an output which the process no longer has', async () => {
    const world = timedPorts();
    submit(world, { outputs: { gone: {} } });

    await run(world, shout());

    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'There is no output "gone"; on offer: result.',
    });
  });

  it('rejects when the platform fails, so that the message comes again, and keeps its lease', async () => {
    const world = timedPorts();
    submit(world);
    const broken = { store: () => Promise.reject(new Error('The bucket is away.')) };

    await expect(run({ ...world, newOutputs: broken }, shout())).rejects.toThrow('away');

    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'running', attempt: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });
});
