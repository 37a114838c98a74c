import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import type { Keyed } from '#lib/job/keyed.ts';
import { promotedJob, switchMargin } from '#lib/job/new-job.ts';
import { toException } from '#lib/job/to-exception.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { answerAgain } from './answer-again.ts';
import { applied, presentExecution } from './answer-execution.ts';
import { forwarded, hit } from './cache-status.ts';
import { created } from './created.ts';
import { executeLater } from './execute-later.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { hasReferences } from './plan-outputs.ts';
import { putNewJob, toKeyed } from './put-new-job.ts';
import { queueStanding } from './queue-standing.ts';
import { timeLimit } from './time-limit.ts';
import { tryAgainAfter } from './try-again.ts';

/** What came of the call to the process's function, whatever that was. */
type Call =
  | Outcome
  | { readonly outcome: 'throttled' }
  | { readonly outcome: 'died'; readonly error: unknown };

/**
 * Runs a process while the client waits. In time, the results are answered and no job is left behind. Otherwise the
 * work has become a job, which is answered only when its record stands. Under an idempotency key it is a job from the
 * start, so that whoever repeats the request finds it, and its results.
 *
 * @see /req/core/process-execute-sync-document
 */
export async function executeNow(
  ports: ExecutePorts,
  execution: Execution,
  settings: ExecuteSettings,
): Promise<Answer> {
  const { clock, processes } = ports;
  const { description, mode } = execution;
  const invocation = toInvocation(execution, clock.now(), clock.id(), clock.id());
  const mayBecomeJob = description.jobControlOptions.includes('async-execute');
  const held = await stand(ports, execution, invocation, settings);
  if (held) return answerAgain(ports, execution, held);

  using limit = timeLimit(invocation.respondBy, clock);
  const call = processes.invoke(description.id, invocation).then(
    (outcome): Call => outcome ?? { outcome: 'throttled' },
    (error: unknown): Call => ({ outcome: 'died', error }),
  );
  const made = await limit.race(call);

  if (made?.outcome === 'throttled') {
    if (mayBecomeJob && invocation.stands) return queueStanding(ports, execution, invocation, settings);
    await giveBack(ports, execution, invocation);
    if (mayBecomeJob) return executeLater(ports, { ...execution, mode: { ...mode, applied: [] } }, settings);
    const seconds = tryAgainAfter.noRoom;
    const detail = `The process ${description.id} has no room right now; try again in ${seconds} seconds.`;
    throw new Exception('service-unavailable', detail, { headers: { 'Retry-After': seconds } });
  }
  const mayStand = invocation.stands || clock.now() >= invocation.respondBy - switchMargin;
  if (made?.outcome === 'died' && !(mayBecomeJob && mayStand)) {
    await giveBack(ports, execution, invocation);
    const detail = `The process ${description.id} ended unexpectedly.`;
    throw new Exception('job-failed', detail, { cause: made.error });
  }
  if (made === undefined && !mayBecomeJob) {
    await giveBack(ports, execution, invocation);
    throw new Exception('job-failed', `The process ${description.id} took longer than ${mode.wait} seconds.`);
  }
  if (made?.outcome === 'promoted' && !mayBecomeJob) {
    if (made.failure) throw toException(made.failure);
    throw new Exception('job-failed', `The process ${description.id} was stopped before it came to an end.`);
  }
  if (made && isOver(made)) return answer(ports, execution, invocation, made);
  return promote(ports, execution, invocation, settings, call);
}

/** Puts the job of an execution that has an idempotency key before it runs. Absent when it may run. */
async function stand(
  ports: ExecutePorts,
  execution: Execution,
  invocation: Invocation,
  settings: ExecuteSettings,
): Promise<Keyed | undefined> {
  if (!invocation.stands) return undefined;
  const job = promotedJob(execution.description.id, invocation, ports.clock.now(), settings);
  return putNewJob(ports, execution, job);
}

/** An execution that came to nothing leaves its key to the next; where that fails, the sweeper has it run once more. */
async function giveBack(
  { keyedJobs, clock, log }: ExecutePorts,
  { once }: Execution,
  { jobID, leaseToken }: Invocation,
): Promise<void> {
  if (!once) return;
  await keyedJobs.forget(toKeyed(once, jobID, clock.now()), leaseToken).catch((error: unknown) => {
    log.error('Job not forgotten', { jobID, error });
  });
}

/** Makes sure that the job stands before it is answered. Results that arrive meanwhile make it unnecessary. */
async function promote(
  ports: ExecutePorts,
  execution: Execution,
  invocation: Invocation,
  settings: ExecuteSettings,
  call: Promise<Call>,
): Promise<Answer> {
  const { newJobs, clock, log } = ports;
  const { description, request, submission, mode, cacheable } = execution;
  let arrived: Call | undefined;
  void call.then((made) => {
    arrived = made;
  });
  const job = promotedJob(description.id, invocation, clock.now(), settings);
  const standing = (await newJobs.create(job, submission)) ?? job;
  const made = arrived as Call | undefined;
  if (made && isOver(made)) {
    // If it cannot be forgotten, the sweeper has it run once more, unseen: a waste, and no harm.
    const { jobID, leaseToken } = invocation;
    if (made.outcome !== 'job' && !invocation.stands) {
      await newJobs.forget(jobID, leaseToken).catch((error: unknown) => {
        log.error('Job not forgotten', { jobID, error });
      });
    }
    return answer(ports, execution, invocation, made);
  }
  const honoured = mode.applied.filter((preference) => preference !== 'respond-sync');
  const fresh = submission.fresh === true;
  return created(standing, request.base, { ...applied(honoured), ...forwarded({ cacheable, fresh }) });
}

type Over = Exclude<Outcome, { readonly outcome: 'promoted' }>;

function isOver(made: Call): made is Over {
  return made.outcome === 'values' || made.outcome === 'job' || made.outcome === 'failed';
}

async function answer(
  ports: ExecutePorts,
  execution: Execution,
  { jobID }: Invocation,
  over: Over,
): Promise<Answer> {
  if (over.outcome === 'failed') throw toException(over.failure);
  const { mode, submission, cacheable } = execution;
  const fresh = submission.fresh === true;
  const { values, cached } = over;
  const cache = cached ? hit(cached, ports.clock.now()) : forwarded({ cacheable, fresh });
  return presentExecution(ports, execution, {
    values,
    headers: { ...applied(mode.applied), ...cache },
    ...(over.outcome === 'job' && { jobID }),
  });
}

function toInvocation(
  { request, description, submission, plan, mode, cacheKey, once }: Execution,
  now: number,
  jobID: string,
  leaseToken: string,
): Invocation {
  return {
    jobID,
    leaseToken,
    owner: request.owner,
    processVersion: description.version,
    submission,
    respondBy: now + mode.wait * 1000,
    created: new Date(now).toISOString(),
    ...(cacheKey !== undefined && { cacheKey }),
    ...(once && { stands: true }),
    keep: submission.subscription !== undefined || hasReferences(plan),
  };
}
