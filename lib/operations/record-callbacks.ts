import type { CallbackOutcome, Delivery } from '#lib/job/callback.ts';
import type { Ports } from '#lib/job/ports.ts';

type RecordPorts = Pick<Ports, 'jobs' | 'moves' | 'clock'>;

/**
 * Notes in jobs what became of their callbacks. Outcomes may come twice, late or in any order. Says of how many
 * jobs it was noted.
 */
export async function recordCallbacks(
  ports: RecordPorts,
  outcomes: readonly CallbackOutcome[],
): Promise<{ readonly noted: number; readonly known: number }> {
  let noted = 0;
  for (const outcome of outcomes) if (await record(ports, outcome)) noted += 1;
  return { noted, known: outcomes.length - noted };
}

async function record(
  { jobs, moves, clock }: RecordPorts,
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
 * the announcement's even from a worker's. Each callback of progress is another one, of which the latest counts.
 */
function isNews(stands: Delivery | undefined, { event, status, attempts, updated }: Delivery): boolean {
  if (stands === undefined) return true;
  if (event !== 'inProgressUri') {
    if (status !== stands.status) return ranks[status] > ranks[stands.status];
    if (status === 'delivered') return false;
    if (attempts !== stands.attempts) return attempts > stands.attempts;
  }
  return stands.updated <= updated;
}

const ranks: Readonly<Record<Delivery['status'], number>> = { waiting: 0, failed: 1, delivered: 2 };
