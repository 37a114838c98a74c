import type { Job } from '#lib/job/job.ts';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import { resend } from './resend.ts';

export type RedrivePorts = Pick<Ports, 'jobs' | 'moves' | 'queue' | 'clock'> &
  Pick<OperatorPorts, 'openJobs' | 'deadLetters'>;

/** What became of dead letters, and of jobs that nobody worked on. */
export interface RedriveReport {
  /** Jobs that were sent again because of a dead letter, and without one. */
  readonly revived: readonly Job[];
  readonly resent: readonly Job[];
  /** Dead letters taken away because their job has ended, is running or is gone. */
  readonly removed: number;
  /** Messages that name no job; they stay. */
  readonly strange: number;
  /** Jobs that could not be sent, such as those whose process is gone; their dead letters stay. */
  readonly unsent: readonly { readonly job: Job; readonly error: unknown }[];
}

/** Seconds: a younger job may be on its way to its worker. So much later the sweeper looks at what was sent. */
const settled = 60;

/**
 * Sends every job again, now, that waits for a worker or has lost it: those of dead letters, and those whose message may be
 * lost, which the sweeper would send later. A message too many does no harm, because a job is claimed once. What has ended
 * stays as it is: a terminal state never changes.
 */
export async function redrive(ports: RedrivePorts): Promise<RedriveReport> {
  const report = {
    revived: [] as Job[],
    resent: [] as Job[],
    removed: 0,
    strange: 0,
    unsent: [] as { job: Job; error: unknown }[],
  };
  /** Its intervals begin anew, as whatever held it up is mended. */
  const again = async (job: Job): Promise<'sent' | 'not moved' | 'unsent'> => {
    try {
      const became = await resend(ports, job, { resent: 0, interval: settled });
      if (became !== 'no queue') return became;
      throw new Error(`There is no process ${job.processID} any more.`);
    } catch (error) {
      report.unsent.push({ job, error });
      return 'unsent';
    }
  };

  for await (const { jobID, remove } of ports.deadLetters.receive()) {
    const job = jobID === undefined ? undefined : await ports.jobs.read(jobID);
    const made = job ? await again(job) : 'not moved';
    if (job && made === 'sent') report.revived.push(job);
    if (jobID === undefined) report.strange += 1;
    else if (made === 'not moved') report.removed += 1;
    if (jobID !== undefined && made !== 'unsent') await remove();
  }

  const seen = new Set([...report.revived, ...report.unsent.map(({ job }) => job)].map(({ jobID }) => jobID));
  for await (const job of ports.openJobs.read(ports.clock.now())) {
    if (seen.has(job.jobID) || !isStranded(job, ports.clock.now())) continue;
    if ((await again(job)) === 'sent') report.resent.push(job);
  }
  return report;
}

function isStranded({ status, created, leaseUntil = 0 }: Job, now: number): boolean {
  return status === 'accepted' ? Date.parse(created) + settled * 1000 <= now : leaseUntil < now;
}
