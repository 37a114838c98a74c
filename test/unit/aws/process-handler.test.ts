import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { processHandler } from '#lib/aws/process-handler.ts';
import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import type { RunJobReport } from '#lib/operations/run-job.ts';
import { metricsIn } from '../embedded-metrics.ts';

type Entry = readonly [string, string, Readonly<Record<string, unknown>> | undefined];

function aHandler(work: {
  runJob?: (jobID: string) => Promise<RunJobReport>;
  runNow?: () => Promise<Outcome>;
}) {
  const entries: Entry[] = [];
  const handler = processHandler({
    runJob: async (jobID) => ({ jobID, status: 'successful' }),
    runNow: async () => ({ outcome: 'promoted' }),
    ...work,
    log: {
      info: (message, facts) => entries.push(['info', message, facts]),
      error: (message, facts) => entries.push(['error', message, facts]),
    },
    stage: 'test',
  });
  return { handler, entries };
}

function record(messageId: string, body: unknown): SQSRecord {
  return {
    messageId,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receiptHandle: '',
    attributes: {
      ApproximateReceiveCount: '2',
      SentTimestamp: '',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  };
}

const invocation = { jobID: 'j' } as Invocation;

describe('processHandler', () => {
  it('runs the job of each message and logs one event for each', async () => {
    const { handler, entries } = aHandler({});

    const answer = await handler({ Records: [record('m1', { jobID: 'a' }), record('m2', { jobID: 'b' })] });

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(entries).toMatchObject([
      ['info', 'job', { jobID: 'a', status: 'successful', messageId: 'm1', received: 2 }],
      ['info', 'job', { jobID: 'b', status: 'successful', messageId: 'm2' }],
    ]);
  });

  it('gives back only the messages whose job the platform failed', async () => {
    const error = new Error('The table is away.');
    const runJob = async (jobID: string) => {
      if (jobID === 'a') throw error;
      return { jobID, status: 'nothing' } as const;
    };
    const { handler, entries } = aHandler({ runJob });

    const answer = await handler({ Records: [record('m1', { jobID: 'a' }), record('m2', { jobID: 'b' })] });

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(entries[0]).toMatchObject(['error', 'job', { jobID: 'a', error, JobsLost: 1 }]);
  });

  it.each(['', 'null', '[]', '{"jobID": 1}'])('gives back a message that names no job: %j', async (body) => {
    const { handler } = aHandler({});

    const answer = await handler({ Records: [record('m1', body)] });

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  it('answers an invocation with its outcome, bytes as base64', async () => {
    const values = { result: { mediaType: 'text/plain', size: 2, bytes: new TextEncoder().encode('HI') } };
    const { handler, entries } = aHandler({ runNow: async () => ({ outcome: 'values', values }) });

    const answer = await handler({ invocation });

    expect(JSON.parse(JSON.stringify(answer))).toMatchObject({
      outcome: 'values',
      values: { result: { bytes: 'SEk=' } },
    });
    expect(entries).toMatchObject([['info', 'job', { jobID: 'j', outcome: 'values' }]]);
  });

  it('lets an invocation fail that the platform failed', async () => {
    const { handler, entries } = aHandler({ runNow: () => Promise.reject(new Error('The table is away.')) });

    await expect(handler({ invocation })).rejects.toThrow('away');
    expect(entries).toMatchObject([['error', 'job', { jobID: 'j' }]]);
  });

  it.each(['successful', 'failed', 'lost'] as const)(
    'counts a job that is %s, and how long it took',
    async (status) => {
      const { handler, entries } = aHandler({ runJob: async (jobID) => ({ jobID, status }) });

      await handler({ Records: [record('m1', { jobID: 'a' })] });

      const counted = `Jobs${status.replace(/^./, (letter) => letter.toUpperCase())}`;
      expect(metricsIn(JSON.stringify(entries[0]?.[2]))).toEqual({
        dimensions: { stage: 'test' },
        values: { [counted]: 1, JobMilliseconds: expect.any(Number) },
      });
    },
  );

  it('counts no job where the message found nothing to do', async () => {
    const { handler, entries } = aHandler({ runJob: async (jobID) => ({ jobID, status: 'nothing' }) });

    await handler({ Records: [record('m1', { jobID: 'a' })] });

    expect(entries[0]?.[2]).not.toHaveProperty('_aws');
  });

  it.each([
    [{ outcome: 'job', values: {} }, 'JobsSuccessful'],
    [{ outcome: 'failed', failure: { code: 'job-failed', detail: 'No.' } }, 'JobsFailed'],
    [{ outcome: 'promoted', failure: { code: 'job-failed', detail: 'No.' } }, 'JobsFailed'],
    [{ outcome: 'promoted' }, 'JobsLost'],
  ] satisfies [Outcome, string][])(
    'counts the outcome %j of an invocation as %s',
    async (outcome, counted) => {
      const { handler, entries } = aHandler({ runNow: async () => outcome });

      await handler({ invocation });

      expect(metricsIn(JSON.stringify(entries[0]?.[2])).values).toMatchObject({ [counted]: 1 });
    },
  );
});
