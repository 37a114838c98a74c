import type { Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { tryAgainAfter } from './try-again.ts';

/**
 * Sees to it that the requester may have one more job, where this execution can become one, unless it has become one already
 * under its idempotency key. Those that are submitted at the very same time may not see each other.
 *
 * @throws {Exception} `too-many-requests`
 */
export async function assertRoom(
  { activeJobs, keyedJobs, clock }: Pick<Ports, 'activeJobs' | 'keyedJobs' | 'clock'>,
  { request: { owner }, description: { jobControlOptions }, once }: Execution,
  { activeJobs: most }: Pick<ExecuteSettings, 'activeJobs'>,
): Promise<void> {
  if (most === 0 || !jobControlOptions.includes('async-execute')) return;
  const count = await activeJobs.count(owner, most);
  if (count < most) return;
  if (once && (await keyedJobs.read(once, clock.now()))) return;
  const detail = `${count} of your jobs wait or run, and there may be no more than ${most}; wait until one ends, or dismiss one.`;
  throw new Exception('too-many-requests', detail, { headers: { 'Retry-After': tryAgainAfter.tooManyJobs } });
}
