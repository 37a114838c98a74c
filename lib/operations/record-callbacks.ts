import type { CallbackOutcome, Delivery } from '#lib/job/callback.ts';
import type { Ports } from '#lib/job/ports.ts';

type RecordPorts = Pick<Ports, 'jobs' | 'moves' | 'clock'>;

/**
 * Notes in jobs what became of their callbacks. Outcomes may come twice, late or in any order; a delivery stands, and of
 * the rest the latest. Says of how many jobs it was noted.
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

/** Progress is told again and again, an end is delivered once. */
function isNews(stands: Delivery | undefined, { event, updated }: Delivery): boolean {
  if (stands === undefined) return true;
  if (event !== 'inProgressUri' && stands.status === 'delivered') return false;
  return stands.updated <= updated;
}
