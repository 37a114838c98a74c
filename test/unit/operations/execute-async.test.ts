import { describe, expect, it } from 'vitest';
import { base } from './a-request.ts';
import { aServer, ask, jobOf, respondAsync, shouting } from './server-fixtures.ts';
import { holdTime, start, textOutput } from './worker-fixtures.ts';

holdTime();

describe('execute asynchronously', () => {
  it('/req/core/process-execute-success-async: makes the record, then sends the message', async () => {
    const server = aServer(shouting);
    let recordStood = false;
    server.script.send = async ({ jobID }) => {
      recordStood = server.store.jobs.has(jobID);
    };

    const answer = await ask(server, { headers: respondAsync });

    const { jobID } = jobOf(answer);
    expect(recordStood).toBe(true);
    expect(answer).toMatchObject({
      status: 201,
      headers: { Location: `${base}/jobs/${jobID}`, 'Preference-Applied': 'respond-async' },
      body: { json: { jobID, processID: 'shout', type: 'process', status: 'accepted' } },
    });
    expect(server.store.jobs.get(jobID)).toMatchObject({
      status: 'accepted',
      attempt: 0,
      dueAt: start + 60_000,
      expiresAt: start / 1000 + 365 * 86_400,
    });
    expect(server.store.messages).toEqual([{ jobID, processID: 'shout', owner: 'public' }]);
  });

  it('keeps what was asked for, and the results come as the worker made them', async () => {
    const server = aServer(shouting);
    const body = { inputs: { text: 'hi' }, outputs: { result: {} }, response: 'document', mode: 'async' };

    const { jobID } = jobOf(await ask(server, { body, headers: respondAsync }));
    const submission = structuredClone(server.store.submissions.get(jobID));
    await server.work();

    expect(submission).toEqual({ inputs: { text: 'hi' }, outputs: { result: {} }, response: 'document' });
    expect(await server.results.read(jobID)).toMatchObject({
      job: { status: 'successful' },
      results: { values: textOutput('HI'), response: 'document' },
    });
  });

  it('S3: answers 201 though the message could not be sent, because the sweeper sends it again', async () => {
    const server = aServer(shouting);
    server.script.send = () => Promise.reject(new Error('The queue is away.'));

    const answer = await ask(server, { headers: respondAsync });

    expect(answer.status).toBe(201);
    expect(await server.dueJobs.due(start + 60_000, 10)).toMatchObject([{ jobID: jobOf(answer).jobID }]);
    expect(server.log.errors).toEqual(['Message not sent']);
  });

  it('promises nothing when the record could not be made', async () => {
    const server = aServer(shouting);
    const newJobs = { ...server.newJobs, create: () => Promise.reject(new Error('The table is away.')) };

    await expect(ask({ ...server, newJobs }, { headers: respondAsync })).rejects.toThrow('away');
    expect(server.store.messages).toEqual([]);
  });

  it('S8: is how a process runs that can do nothing else', async () => {
    const server = aServer(shouting, { jobControlOptions: ['async-execute'] });

    const answer = await ask(server, { headers: { prefer: 'respond-sync' } });

    expect(answer.status).toBe(201);
    expect(answer.headers).not.toHaveProperty('Preference-Applied');
  });

  it('does not mind an Accept that its results could not meet', async () => {
    const answer = await ask(aServer(shouting), { headers: { ...respondAsync, accept: 'image/tiff' } });

    expect(answer.status).toBe(201);
  });

  it('writes down what is a reference by default', async () => {
    const server = aServer(shouting, { outputTransmission: ['reference'] });

    const { jobID } = jobOf(await ask(server, { headers: respondAsync }));

    expect(server.store.submissions.get(jobID)?.outputs).toEqual({
      result: { transmissionMode: 'reference' },
    });
  });
});
