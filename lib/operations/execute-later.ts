import { acceptedJob } from '#lib/job/new-job.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { answerAgain } from './answer-again.ts';
import { applied } from './answer-execution.ts';
import { forwarded } from './cache-status.ts';
import { created } from './created.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { putNewJob } from './put-new-job.ts';
import { sendOrLog } from './send-or-log.ts';
import { toBirth } from './to-birth.ts';

/**
 * Makes a job and sends it to its process. The record comes first, so that whoever works off the message finds it; a
 * message that cannot be sent is no reason to refuse a job that stands, because the sweeper sends it again, while a
 * client told to try again would make a second one.
 *
 * @see /req/core/process-execute-success-async
 */
export async function executeLater(
  ports: Omit<ExecutePorts, 'processes' | 'cache'>,
  execution: Execution,
  settings: Pick<ExecuteSettings, 'retentionDays' | 'redispatchSeconds'>,
): Promise<Answer> {
  const { request, submission, mode, cacheable } = execution;
  const job = acceptedJob(toBirth(execution, ports.clock), settings);
  const held = await putNewJob(ports, execution, job);
  if (held) return answerAgain(ports, execution, held);
  const { jobID, processID, owner } = job;
  await sendOrLog(ports, { jobID, processID, owner });
  const fresh = submission.fresh === true;
  return created(job, request.base, { ...applied(mode.applied), ...forwarded({ cacheable, fresh }) });
}
