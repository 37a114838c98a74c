import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Invocation, Outcome } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import { encodeOutcome, type InvocationPayload, type OutcomePayload } from './invocation.ts';
import { jobIDOf } from './queue-message.ts';

/** The two ways in which a process is run. What `runJob` resolves to is logged. */
interface Work {
  runJob(jobID: string): Promise<object>;
  runNow(invocation: Invocation): Promise<Outcome>;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/** Handles what a process's function is given: messages of its queue, and direct invocations. One log event a job. */
export function processHandler({ runJob, runNow, log }: Work) {
  return async (event: SQSEvent | InvocationPayload): Promise<SQSBatchResponse | OutcomePayload> => {
    if ('invocation' in event) return encodeOutcome(await invoked(event.invocation));
    const batchItemFailures = [];
    for (const record of event.Records) {
      if (!(await worked(record))) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };

  async function invoked(invocation: Invocation): Promise<Outcome> {
    const { jobID } = invocation;
    const began = performance.now();
    try {
      const outcome = await runNow(invocation);
      const failure = 'failure' in outcome && { failure: outcome.failure.detail };
      log.info('job', { jobID, outcome: outcome.outcome, ...failure, ...elapsed(began) });
      return outcome;
    } catch (error) {
      log.error('job', { jobID, error, ...elapsed(began) });
      throw error;
    }
  }

  /** Whether the message is done with. */
  async function worked({ body, messageId, attributes }: SQSRecord): Promise<boolean> {
    const jobID = jobIDOf(body);
    const began = performance.now();
    const received = { messageId, received: Number(attributes.ApproximateReceiveCount) };
    try {
      if (jobID === undefined) throw new Error('The message names no job.');
      log.info('job', { ...(await runJob(jobID)), ...received, ...elapsed(began) });
      return true;
    } catch (error) {
      log.error('job', { jobID, error, ...received, ...elapsed(began) });
      return false;
    }
  }
}

function elapsed(began: number): { readonly milliseconds: number } {
  return { milliseconds: Math.round(performance.now() - began) };
}
