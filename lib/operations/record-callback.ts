import type { CallbackOutcome, Delivery } from '#lib/job/callback.ts';
import type { Ports } from '#lib/job/ports.ts';

/**
 * Notes in a job what became of its callback. Outcomes may come twice, late or in any order: says whether it was noted.
 * It is not where it says nothing new, or the job is gone.
 */
export async function recordCallback(
  { jobs, moves, clock }: Pick<Ports, 'jobs' | 'moves' | 'clock'>,
  { jobID, delivery }: CallbackOutcome,
): Promise<boolean> {
  const member = delivery.event === 'inProgressUri' ? 'progressCallback' : 'callback';
  let job = await jobs.read(jobID);
  while (job && isNews(job[member], delivery)) {
    const report = await moves.move(jobID, 'report', {
      now: clock.now(),
      still: { [member]: job[member] },
      changes: { [member]: delivery },
    });
    if (report.moved) return true;
    const before = job[member];
    job = report.job;
    // Something else than another outcome held it back: the job may not be reported on.
    if (job && job[member]?.updated === before?.updated) return false;
  }
  return false;
}

/**
 * Of one callback, what ends it stands over `waiting`, and more attempts over fewer: times come from clocks that differ, and
 * the announcement's even from a worker's. Each callback of progress is another one, of which the latest counts. What
 * stands already is no news.
 */
function isNews(stands: Delivery | undefined, { event, status, attempts, updated }: Delivery): boolean {
  if (stands === undefined) return true;
  if (event !== 'inProgressUri') {
    if (status !== stands.status) return ranks[status] > ranks[stands.status];
    if (status === 'delivered') return false;
    if (attempts !== stands.attempts) return attempts > stands.attempts;
  }
  return stands.updated < updated;
}

const ranks: Readonly<Record<Delivery['status'], number>> = { waiting: 0, failed: 1, delivered: 2 };
