import { describe, expect, it } from 'vitest';
import { toMessage } from '#lib/aws/callback-message.ts';
import { outcomeHandler } from '#lib/aws/outcome-handler.ts';
import type { CallbackOutcome } from '#lib/job/callback.ts';
import { sqsRecord } from './sqs-record.ts';

const updated = '2026-11-01T12:00:00.000Z';
const delivery = { event: 'successUri', status: 'failed', attempts: 1, updated } as const;

/** Notes nothing of the jobs `known`, and fails at those that are `broken`. */
function aHandler() {
  const seen: string[] = [];
  const infos: unknown[][] = [];
  const errors: unknown[][] = [];
  const handler = outcomeHandler({
    record: async ({ jobID }: CallbackOutcome) => {
      seen.push(jobID);
      if (jobID === 'broken') throw new Error('The table is out of reach.');
      return jobID !== 'known';
    },
    log: { info: (...entry) => infos.push(entry), error: (...entry) => errors.push(entry) },
  });
  const handle = (...bodies: string[]) =>
    handler({ Records: bodies.map((body, at) => ({ ...sqsRecord(body), messageId: `m${at}` })) });
  return { handle, seen, infos, errors };
}

const of = (jobID: string) => toMessage('outcome', { jobID, delivery });

describe('the handler of what became of callbacks', () => {
  it('goes on after one that cannot be noted, and leaves only that one in the queue', async () => {
    const { handle, seen, infos, errors } = aHandler();

    const answer = await handle(of('broken'), of('a'), of('known'));

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(seen).toEqual(['broken', 'a', 'known']);
    expect(infos).toEqual([['callback outcomes', { noted: 1, ignored: 1, failed: 1 }]]);
    const error = new Error('The table is out of reach.');
    expect(errors).toEqual([['Outcome not noted', { jobID: 'broken', messageId: 'm0', error }]]);
  });

  it.each([
    'strange',
    'null',
    '{"outcome":{}}',
    '{"outcome":null}',
    `{"outcome":{"jobID":1,"delivery":${JSON.stringify(delivery)}}}`,
    `{"outcome":{"jobID":"","delivery":${JSON.stringify(delivery)}}}`,
    of('j').replace('successUri', 'otherUri'),
    of('j').replace('failed', 'lost'),
    of('j').replace('"attempts":1', '"attempts":"1"'),
    of('j').replace('"attempts":1', '"attempts":1,"statusCode":"503"'),
    of('j').replace('"attempts":1', '"attempts":1,"message":{}'),
  ])('passes over what is no outcome: %s', async (body) => {
    const { handle, seen, infos } = aHandler();

    expect(await handle(body)).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([]);
    expect(infos).toEqual([['callback outcomes', { noted: 0, ignored: 1, failed: 0 }]]);
  });
});
