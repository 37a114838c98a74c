import { backoffSeconds } from '#lib/job/backoff.ts';
import { givenBack } from '#lib/job/changes.ts';
import type { Failure, Job } from '#lib/job/job.ts';
import { ownMove } from '#lib/job/own-move.ts';
import type { Ports } from '#lib/job/ports.ts';
import { withSetback } from '#lib/job/setbacks.ts';
import type { Log } from '#lib/process/process.ts';
import { sendOrLog } from './send-or-log.ts';

export interface RetrySettings {
  /** How often a job is started in all. */
  readonly maxAttempts: number;
  /** The sweeper looks after a job so long after it could have begun again. */
  readonly leaseSeconds: number;
  /** Seconds to wait at most before the second attempt. */
  readonly backoff: number;
}

/** What a worker has in hand. */
interface Held {
  readonly job: Pick<Job, 'jobID' | 'processID' | 'owner' | 'attempt' | 'setbacks'>;
  readonly leaseToken: string;
}

/**
 * Hands a job back whose attempt failed, to be started again after a while, drawn anew each time. The record comes first;
 * a message that cannot be sent is the sweeper's to send. `no attempts` where they are used up: nothing was written.
 */
export async function retryJob(
  {
    transitions,
    ownQueue,
    clock,
    log,
  }: Pick<Ports, 'transitions' | 'ownQueue' | 'clock'> & {
    readonly log: Pick<Log, 'error'>;
  },
  { job, leaseToken }: Held,
  { detail }: Failure,
  { maxAttempts, leaseSeconds, backoff }: RetrySettings,
): Promise<'retried' | 'lost' | 'no attempts'> {
  const { jobID, processID, owner, attempt } = job;
  if (attempt >= maxAttempts) return 'no attempts';
  const now = clock.now();
  const delaySeconds = backoffSeconds(attempt, backoff, clock.chance());
  const moved = await transitions.move(jobID, 'retry', {
    now,
    leaseToken,
    maxAttempts,
    changes: {
      setbacks: withSetback(job, now, detail),
      message: `Attempt ${attempt} of ${maxAttempts} failed and another one follows. ${detail}`,
      progress: 0,
      ...givenBack(now),
      dueAt: now + (delaySeconds + leaseSeconds) * 1000,
    },
  });
  if (!ownMove(moved, 'accepted', attempt)) return 'lost';
  await sendOrLog({ queue: ownQueue, log }, { jobID, processID, owner, delaySeconds });
  return 'retried';
}
