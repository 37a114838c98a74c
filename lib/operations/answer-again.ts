import type { Keyed } from '#lib/job/keyed.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toException } from '#lib/job/to-exception.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { applied, presentExecution } from './answer-execution.ts';
import { created } from './created.ts';
import type { ExecutePorts } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { gone } from './no-such-job.ts';
import { tryAgainAfter } from './try-again.ts';
import { lookAgainAfter, wait } from './wait.ts';

/**
 * Answers an execution whose idempotency key was given before: with the job of then, or its results. While it runs, who
 * would have waited for the results waits for them still, and is answered with the job at the end.
 *
 * @throws {Exception} `idempotency-key-reused`; why the job failed, or `gone` where it was dismissed, for those who want
 *   results; `service-unavailable` where the job was given up at this moment, or still runs and may be no job to its client.
 */
export async function answerAgain(
  ports: Pick<ExecutePorts, 'results' | 'outputs' | 'clock'>,
  execution: Execution,
  held: Keyed,
): Promise<Answer> {
  const { request, description, mode, once } = execution;
  if (held.fingerprint !== once?.fingerprint) {
    const detail = `The Idempotency-Key ${once?.key} was given before with another execution; give each one a key of its own.`;
    throw new Exception('idempotency-key-reused', detail);
  }
  const found = await endedOrLate(ports, held.jobID, ports.clock.now() + mode.wait * 1000);
  if (!found) {
    const detail = `The job ${held.jobID} that this Idempotency-Key stands for is just being given up; try again.`;
    throw new Exception('service-unavailable', detail, {
      headers: { 'Retry-After': tryAgainAfter.jobGivenUp },
    });
  }
  const { job, results } = found;
  if (!isTerminal(job.status) && !description.jobControlOptions.includes('async-execute')) {
    const seconds = tryAgainAfter.stillRunning;
    const detail = `What this Idempotency-Key stands for is still running; try again in ${seconds} seconds.`;
    throw new Exception('service-unavailable', detail, { headers: { 'Retry-After': seconds } });
  }
  if (mode.mode === 'async' || !isTerminal(job.status)) {
    return created(job, request.base, applied(mode.applied.filter((name) => name !== 'respond-sync')));
  }
  if (job.status === 'dismissed') throw gone(job);
  if (job.failure) throw toException(job.failure);
  if (!results) throw new Error(`The job ${job.jobID} is ${job.status} without results or reason.`);
  return presentExecution(ports, execution, {
    values: results.values,
    jobID: job.jobID,
    headers: applied(mode.applied),
  });
}

/** The job as soon as it has ended, or as it stands at `until`. */
async function endedOrLate(
  { results, clock }: Pick<Ports, 'results' | 'clock'>,
  jobID: string,
  until: number,
): ReturnType<Ports['results']['read']> {
  for (let looks = 0; ; looks++) {
    const found = await results.read(jobID);
    const pause = lookAgainAfter(looks);
    if (!found || isTerminal(found.job.status) || clock.now() + pause > until) return found;
    await wait(clock, pause);
  }
}
