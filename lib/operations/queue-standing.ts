import { givenBack } from '#lib/job/changes.ts';
import type { Invocation } from '#lib/job/invocation.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { forwarded } from './cache-status.ts';
import { created } from './created.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { sendOrLog } from './send-or-log.ts';

/**
 * Queues a job that stands already under its idempotency key, because its process had no room to run it at once. It stays,
 * whatever happens: whoever repeated the request may have been told of it.
 */
export async function queueStanding(
  ports: Pick<ExecutePorts, 'moves' | 'queue' | 'clock' | 'log'>,
  { request, description, submission, cacheable }: Execution,
  { jobID, leaseToken }: Invocation,
  { redispatchSeconds }: Pick<ExecuteSettings, 'redispatchSeconds'>,
): Promise<Answer> {
  const { moves, clock } = ports;
  const { owner, base } = request;
  const now = clock.now();
  const { moved, job } = await moves.move(jobID, 'park', {
    now,
    leaseToken,
    changes: {
      attempt: 0,
      starts: undefined,
      ...givenBack(now),
      dueAt: now + redispatchSeconds * 1000,
    },
  });
  if (!job) throw new Error(`The job ${jobID} was gone before it was queued.`);
  // A write that was repeated because its answer was lost finds itself.
  if (moved || job.status === 'accepted') await sendOrLog(ports, { jobID, processID: description.id, owner });
  return created(job, base, forwarded({ cacheable, fresh: submission.fresh === true }));
}
