import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import { type MetricName, measured } from '#lib/metrics.ts';
import type { RunJobReport } from '#lib/operations/run-job.ts';
import type { Log } from '#lib/process/process.ts';
import { encodeOutcome, type InvocationPayload, type OutcomePayload } from './invocation.ts';
import { jobIDOf } from './queue-message.ts';

/** The two ways in which a process is run. What they resolve to is logged. */
interface Work {
  runJob(jobID: string): Promise<RunJobReport>;
  runNow(invocation: Invocation): Promise<Outcome>;
  readonly log: Pick<Log, 'info' | 'error'>;
  readonly stage: string;
}

/**
 * Handles what a process's function is given: messages of its queue, and direct invocations. One log event a job, which
 * is also its metrics.
 */
export function processHandler({ runJob, runNow, log, stage }: Work) {
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
      log.info('job', { jobID, outcome: outcome.outcome, ...failure, ...ended(metricOf(outcome), began) });
      return outcome;
    } catch (error) {
      log.error('job', { jobID, error, ...ended('JobsLost', began) });
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
      const report = await runJob(jobID);
      log.info('job', { ...report, ...received, ...ended(metricOf(report), began) });
      return true;
    } catch (error) {
      log.error('job', { jobID, error, ...received, ...ended('JobsLost', began) });
      return false;
    }
  }

  /** A message that found nothing to do is no job, so it counts nowhere. */
  function ended(metric: MetricName | undefined, began: number): Readonly<Record<string, unknown>> {
    const milliseconds = Math.round(performance.now() - began);
    return {
      milliseconds,
      ...(metric && measured(stage, { [metric]: 1, JobMilliseconds: milliseconds })),
    };
  }
}

function metricOf(made: RunJobReport | Outcome): MetricName | undefined {
  if ('status' in made) return byStatus[made.status];
  if ('failure' in made) return 'JobsFailed';
  if ('parked' in made) return undefined;
  return made.outcome === 'promoted' ? 'JobsLost' : 'JobsSuccessful';
}

const byStatus: Readonly<Record<RunJobReport['status'], MetricName | undefined>> = {
  successful: 'JobsSuccessful',
  failed: 'JobsFailed',
  lost: 'JobsLost',
  retried: 'JobsLost',
  nothing: undefined,
  parked: undefined,
};
