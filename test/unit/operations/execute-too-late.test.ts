import { describe, expect, it } from 'vitest';
import { base } from './a-request.ts';
import { aServer, ask, jobOf, type Server, shouting, shoutingAfter, textOf } from './server-fixtures.ts';
import { holdTime, pass, sleep, start, textOutput } from './worker-fixtures.ts';

holdTime();

describe('execute synchronously, too late', () => {
  it('becomes a job without losing the work, and answers only when its record stands', async () => {
    const server = aServer(shoutingAfter(30));

    const asked = ask(server, { headers: { prefer: 'respond-sync, wait=5' } });
    await pass(5);
    const answer = await asked;
    const { jobID } = jobOf(answer);
    const standing = structuredClone(server.store.jobs.get(jobID));
    await pass(25);

    expect(answer).toMatchObject({
      status: 201,
      headers: { Location: `${base}/jobs/${jobID}`, 'Preference-Applied': 'wait=5' },
      body: { json: { status: 'running' } },
    });
    expect(standing?.status).toBe('running');
    expect(server.runner.runs).toHaveLength(1);
    expect(await server.results.read(jobID)).toMatchObject({
      job: { status: 'successful', attempt: 1 },
      results: { values: textOutput('HI') },
    });
  });

  it('puts the record itself when the other side has not', async () => {
    const server = aServer(shouting);
    server.script.invoke = () => new Promise(() => {});

    const asked = ask(server);
    await pass(10);
    const { jobID } = jobOf(await asked);
    await pass(70);

    expect(server.store.jobs.get(jobID)).toMatchObject({
      status: 'running',
      attempt: 1,
      leaseUntil: start + 70_000,
      dueAt: start + 80_000,
    });
    expect(await server.dueJobs.due(Date.now(), 10)).toMatchObject([{ jobID }]);
    expect(await server.run(jobID)).toEqual({
      jobID,
      status: 'successful',
      attempt: 2,
    });
  });

  it('answers a result that arrives while the record is put, and leaves no job behind', async () => {
    const server = aServer(shouting);
    server.script.invoke = async () => {
      await sleep(10.2);
      return { outcome: 'values', values: textOutput('HI') };
    };
    const newJobs: Server['newJobs'] = {
      ...server.newJobs,
      create: (...job) => sleep(0.4).then(() => server.newJobs.create(...job)),
    };

    const asked = ask({ ...server, newJobs });
    await pass(11);

    const answer = await asked;
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toBe('HI');
    expect(server.store.jobs.size).toBe(0);
  });

  it('answers that result even if the record cannot be forgotten', async () => {
    const server = aServer(shouting);
    server.script.invoke = () => sleep(10.2).then(() => ({ outcome: 'values', values: textOutput('HI') }));
    const newJobs: Server['newJobs'] = {
      create: (...job) => sleep(0.4).then(() => server.newJobs.create(...job)),
      forget: () => Promise.reject(new Error('The table is away.')),
    };

    const asked = ask({ ...server, newJobs });
    await pass(11);

    expect((await asked).status).toBe(200);
    expect(server.log.errors).toEqual(['Job not forgotten']);
  });

  it('answers the results of a job that ends within the last half second', async () => {
    const server = aServer(shoutingAfter(9.7));

    const asked = ask(server);
    await pass(10);

    const answer = await asked;
    const [jobID] = server.store.jobs.keys();
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toBe('HI');
    expect(answer.links).toMatchObject([{ href: `${base}/jobs/${jobID}`, rel: 'monitor' }]);
  });

  it('answers the job that fails within the last half second', async () => {
    const failure = { code: 'job-failed', detail: 'It broke.' } as const;
    const server = aServer(() => sleep(9.7).then(() => ({ failure })));

    const asked = ask(server);
    await pass(10);

    expect(await asked).toMatchObject({
      status: 201,
      body: { json: { status: 'failed', message: 'It broke.' } },
    });
  });

  it('is a job that is run again when the function dies within the last half second', async () => {
    const server = aServer(shouting);
    server.script.invoke = () => sleep(9.8).then(() => Promise.reject(new Error('died')));

    const asked = ask(server);
    await pass(10);

    expect(await asked).toMatchObject({ status: 201, body: { json: { status: 'running' } } });
  });

  it('fails where the process cannot be a job', async () => {
    const server = aServer(() => new Promise(() => {}), { jobControlOptions: ['sync-execute'] });
    const silent = aServer(shouting, { jobControlOptions: ['sync-execute'] });
    silent.script.invoke = () => new Promise(() => {});

    const expected = [
      expect(ask(server)).rejects.toMatchObject({ status: 500, message: 'Too long.' }),
      expect(ask(silent)).rejects.toMatchObject({
        status: 500,
        message: 'The process shout took longer than 25 seconds.',
      }),
    ];
    await pass(25);

    await Promise.all(expected);
    expect([...server.store.jobs.keys(), ...silent.store.jobs.keys()]).toEqual([]);
  });

  it.each([
    ['storing outputs takes too long', undefined, /took longer than its time limit/],
    [
      'the job was dismissed meanwhile',
      'dismiss',
      /^The process shout was stopped before it came to an end\.$/,
    ],
  ] as const)(
    'never answers with a job where the process cannot be one: %s',
    async (_, transition, message) => {
      const server = aServer(shouting, { jobControlOptions: ['sync-execute'] });
      server.newOutputs.store = async (_prefix, values) => {
        await sleep(20);
        const [jobID = ''] = server.store.jobs.keys();
        if (transition) await server.transitions.move(jobID, transition, { now: Date.now(), changes: {} });
        await sleep(transition ? 1 : 10);
        return values;
      };

      const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };
      const expected = expect(ask(server, { body })).rejects.toMatchObject({
        status: 500,
        message: expect.stringMatching(message),
      });
      await pass(30);

      await expected;
    },
  );

  it('S20: leaves one record that has both status and results', async () => {
    const server = aServer(shoutingAfter(12));

    const asked = ask(server);
    await pass(12);

    const { jobID } = jobOf(await asked);
    const { job, results } = (await server.results.read(jobID)) ?? {};
    expect(job?.status).toBe('successful');
    expect(results?.values).toEqual(textOutput('HI'));
  });
});
