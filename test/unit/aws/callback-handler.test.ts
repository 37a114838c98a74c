import { describe, expect, it } from 'vitest';
import { callbackHandler } from '#lib/aws/callback-handler.ts';
import { toMessage } from '#lib/aws/callback-message.ts';
import { jobIDOf } from '#lib/aws/queue-message.ts';
import type { Callback } from '#lib/job/callback.ts';
import type { Received, SendCallbackReport } from '#lib/operations/send-callback.ts';
import { metricsIn } from '../embedded-metrics.ts';
import { sqsRecord } from './sqs-record.ts';

const callback: Callback = {
  id: 'j-success',
  jobID: 'j',
  event: 'successUri',
  url: 'https://example.org/hooks/secret-path?key=hunter2',
  body: '{}',
};

function aHandler(send: (received: Received) => Promise<SendCallbackReport['status']>) {
  const entries: [string, Readonly<Record<string, unknown>> | undefined][] = [];
  const updated = '2026-11-01T12:00:00.000Z';
  const handler = callbackHandler({
    send: async (received) => ({
      jobID: 'j',
      event: 'successUri',
      status: await send(received),
      attempts: received.received,
      updated,
      message: 'The receiver answered 503.',
    }),
    log: {
      info: (message, facts) => entries.push([message, facts]),
      error: (message, facts) => entries.push([message, facts]),
    },
    stage: 'test',
  });
  return { handler, entries };
}

const failed = { batchItemFailures: [{ itemIdentifier: 'm' }] };

describe('the handler of callbacks', () => {
  it('hands over what the message holds, and where it came from', async () => {
    const seen: Received[] = [];
    const { handler } = aHandler(async (received) => {
      seen.push(received);
      return 'delivered';
    });

    expect(await handler({ Records: [sqsRecord(toMessage('callback', callback))] })).toEqual({
      batchItemFailures: [],
    });
    expect(seen).toEqual([{ callback, receipt: 'receipt', received: 2, sent: 1000 }]);
  });

  it('leaves a callback in its queue that waits, and takes one out that has failed for good', async () => {
    const message = { Records: [sqsRecord(toMessage('callback', callback))] };

    expect(await aHandler(async () => 'waiting').handler(message)).toEqual(failed);
    expect(await aHandler(async () => 'failed').handler(message)).toEqual({ batchItemFailures: [] });
  });

  it('leaves messages in the queue that it cannot work off', async () => {
    const { handler } = aHandler(() => Promise.reject(new Error('There is no secret.')));

    expect(await handler({ Records: [sqsRecord(toMessage('callback', callback))] })).toEqual(failed);
    expect(await handler({ Records: [sqsRecord('strange')] })).toEqual(failed);
  });

  it('hands over nothing that is no callback', async () => {
    const seen: Received[] = [];
    const { handler } = aHandler(async (received) => {
      seen.push(received);
      return 'delivered';
    });
    const bodies = [{}, { ...callback, url: undefined }, { ...callback, event: 'otherUri' }];

    for (const body of bodies) {
      expect(await handler({ Records: [sqsRecord(JSON.stringify({ callback: body }))] })).toEqual(failed);
    }
    expect(seen).toEqual([]);
  });

  it('logs one event, which names the host and no more of the URL, and counts what is over', async () => {
    const { handler, entries } = aHandler(async () => 'delivered');

    await handler({ Records: [sqsRecord(toMessage('callback', callback))] });

    const [[message, facts] = ['', {}]] = entries;
    expect(message).toBe('callback');
    expect(facts).toMatchObject({ jobID: 'j', host: 'example.org', status: 'delivered', attempts: 2 });
    expect(JSON.stringify(facts)).not.toContain('hunter2');
    // The log drops a fact by the name of `message`.
    expect(facts).toMatchObject({ detail: 'The receiver answered 503.' });
    expect(facts).not.toHaveProperty('message');
    expect(metricsIn(JSON.stringify(facts)).values).toEqual({ CallbacksDelivered: 1 });
  });
});

it('no message of callbacks is one of a job', () => {
  const updated = '2026-11-01T12:00:00.000Z';
  const delivery = { event: 'successUri', status: 'failed', attempts: 1, updated } as const;

  expect(jobIDOf(toMessage('callback', callback))).toBeUndefined();
  expect(jobIDOf(toMessage('outcome', { jobID: 'j', delivery }))).toBeUndefined();
});
