import { describe, expect, it } from 'vitest';
import { toMessage } from '#lib/aws/callback-message.ts';
import { deadLetterHandler } from '#lib/aws/dead-letter-handler.ts';
import { metricsIn } from '../embedded-metrics.ts';
import { sqsRecord } from './sqs-record.ts';

const delivery = {
  event: 'successUri',
  status: 'failed',
  attempts: 8,
  updated: '2026-11-01T12:00:00.000Z',
  message: 'The receiver answered 503.',
} as const;
const outcome = toMessage('outcome', { jobID: 'told', delivery });

function aHandler(fail = async (jobIDs: readonly string[]) => ({ givenUp: jobIDs })) {
  const infos: unknown[][] = [];
  const errors: unknown[][] = [];
  const handler = deadLetterHandler({
    fail,
    log: { info: (...entry) => infos.push(entry), error: (...entry) => errors.push(entry) },
    stage: 'test',
  });
  const handle = (...bodies: string[]) => handler({ Records: bodies.map(sqsRecord) });
  return { handle, infos, errors };
}

describe('the handler of dead letters', () => {
  it('fails the jobs that they name, in one event, and counts all of them', async () => {
    const { handle, infos, errors } = aHandler();

    await handle('{"jobID":"j"}', outcome, 'strange');

    expect(infos).toMatchObject([['dead letters', { jobIDs: ['j'], givenUp: ['j'] }]]);
    expect(metricsIn(JSON.stringify(infos[0]?.[1])).values).toEqual({ DeadLetters: 3 });
    expect(errors).toHaveLength(2);
  });

  it('logs the outcome of a callback before it is gone: its job, its event and what became of it', async () => {
    const { handle, errors } = aHandler();

    await handle(outcome);

    const { message: detail, ...told } = delivery;
    expect(errors).toEqual([['callback outcome lost', { jobID: 'told', ...told, detail }]]);
  });

  it('logs whatever else there is, and nothing of its body', async () => {
    const { handle, errors } = aHandler();

    await handle('{"token":"hunter2"}');

    expect(errors).toEqual([['strange dead letter', { messageId: 'm' }]]);
  });

  it('is not held up by what only looks like an outcome', async () => {
    const { handle, infos, errors } = aHandler();

    await handle('{"outcome":{}}', '{"outcome":{"jobID":"j","delivery":null}}', 'null', '{"jobID":"j"}');

    expect(errors).toEqual(Array(3).fill(['strange dead letter', { messageId: 'm' }]));
    expect(infos).toMatchObject([['dead letters', { jobIDs: ['j'] }]]);
  });

  it('logs nothing of what comes again, because a job could not be failed', async () => {
    const { handle, errors } = aHandler(() => Promise.reject(new Error('The table is out of reach.')));

    await expect(handle('{"jobID":"j"}', outcome)).rejects.toThrow('The table is out of reach.');
    expect(errors).toEqual([]);
  });
});
