import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { giveUp } from './give-up.ts';
import { type RepostPorts, repost } from './repost.ts';
import { resend } from './resend.ts';

export interface SweepSettings {
  /** Seconds until an unclaimed job is sent again, doubled each time. */
  readonly redispatchSeconds: number;
  /** How often a job is started whose process does not say so itself. */
  readonly maxAttempts: number;
}

export type SweepPorts = RepostPorts &
  Pick<Ports, 'dueJobs' | 'queue'> & { readonly catalogue: Pick<Catalogue, 'processes'> };

/** How many due jobs were found, and what became of them; the rest had moved on by themselves. */
export interface SweepReport {
  readonly due: number;
  readonly resent: number;
  readonly givenUp: number;
  /** Jobs that had ended, and whose callback was still to be sent. */
  readonly reposted: number;
  /** How long the oldest accepted job among them has waited; 0 where there was none. */
  readonly oldestWaitingSeconds: number;
}

/** Jobs asked for at once, and looked after at once. */
const batch = 1000;
const atOnce = 20;
/** Milliseconds after which no further ones are asked for: the function has fifteen seconds more. */
const longest = 40_000;
/** Seconds. */
const longestInterval = 3600;

/**
 * Looks after jobs that nobody works on: those whose message was lost, or whose worker died. They are sent again, at
 * intervals that double, or given up when their attempts are used up or their process is gone. Those that have ended have
 * a callback to be sent. Two sweepers at once do no harm: each write holds only while the job is due as it was read.
 *
 * @param tell Hears the report, also where some jobs could not be looked after.
 * @throws {AggregateError} At the end, when some jobs could not be looked after; they stay due.
 */
export async function sweep(
  ports: SweepPorts,
  settings: SweepSettings,
  tell: (report: SweepReport) => void = () => {},
): Promise<SweepReport> {
  const attempts = new Map(
    ports.catalogue.processes.map(({ summary, attempts = settings.maxAttempts }) => [summary.id, attempts]),
  );
  const now = ports.clock.now();
  const errors: unknown[] = [];
  const count = { due: 0, resent: 0, givenUp: 0, reposted: 0, nothing: 0, oldestWaitingSeconds: 0 };
  const look = async (job: Job) => {
    try {
      count[await lookAfter(ports, job, attempts.get(job.processID), settings)] += 1;
    } catch (error) {
      errors.push(error);
    }
  };
  try {
    for await (const due of allDue(ports, now)) {
      count.due += due.length;
      count.oldestWaitingSeconds = Math.max(count.oldestWaitingSeconds, oldestWaiting(due, now));
      await inLines(due, look);
    }
  } catch (error) {
    // Those that are left are due at the next sweep too; of the others it is told all the same.
    if (count.due === 0) throw error;
    errors.push(error);
  }
  const { nothing: _, ...report } = count;
  tell(report);
  if (errors.length > 0) {
    throw new AggregateError(errors, `${errors.length} of ${report.due} due jobs could not be looked after.`);
  }
  return report;
}

/** Jobs that are due, each once, for as long as new ones are found and time is left. */
async function* allDue(
  { dueJobs, clock }: Pick<SweepPorts, 'dueJobs' | 'clock'>,
  now: number,
): AsyncGenerator<readonly Job[]> {
  const seen = new Set<string>();
  do {
    const found = await dueJobs.due(now, batch);
    const due = found.filter(({ jobID }) => !seen.has(jobID));
    if (due.length === 0) return;
    for (const { jobID } of due) seen.add(jobID);
    yield due;
  } while (clock.now() < now + longest);
}

/** Looks at all of them, so many at once. */
async function inLines(jobs: readonly Job[], look: (job: Job) => Promise<void>): Promise<void> {
  const waiting = jobs.values();
  const line = async () => {
    for (const job of waiting) await look(job);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}

function oldestWaiting(due: readonly Job[], now: number): number {
  const ages = due
    .filter(({ status }) => status === 'accepted')
    // One that waits for an identical job was looked at when it was last given back.
    .map(({ updated }) => now - Date.parse(updated));
  return Math.round(Math.max(0, ...ages) / 1000);
}

async function lookAfter(
  ports: SweepPorts,
  job: Job,
  maxAttempts: number | undefined,
  settings: SweepSettings,
): Promise<'resent' | 'givenUp' | 'reposted' | 'nothing'> {
  const resent = job.resent + 1;
  const interval = Math.min(settings.redispatchSeconds * 2 ** resent, longestInterval);
  if (isTerminal(job.status)) return (await repost(ports, job, interval)) ? 'reposted' : 'nothing';
  const known = maxAttempts !== undefined;
  // A process may be newer than this sweeper, so it counts as gone without a queue, or else only after a while.
  const reason = !known && job.resent >= 5 ? gone(job) : exhausted(job, maxAttempts ?? settings.maxAttempts);
  if (reason !== undefined) return (await giveUp(ports, job, reason)) ? 'givenUp' : 'nothing';
  const became = await resend(ports, job, { resent, interval });
  if (became === 'sent') return 'resent';
  if (became === 'not moved') return 'nothing';
  if (known) throw new Error(`The process ${job.processID} has no queue.`);
  return (await giveUp(ports, job, gone(job))) ? 'givenUp' : 'nothing';
}

function gone({ processID }: Job): string {
  return `There is no process ${processID} any more.`;
}

function exhausted({ status, attempt, setbacks = [] }: Job, maxAttempts: number): string | undefined {
  if (attempt < maxAttempts) return undefined;
  const times = attempt === 1 ? 'once' : `${attempt} times`;
  if (status === 'accepted') return `The job was started ${times}, and may not be started again.`;
  const when = setbacks.length > 0 ? 'the last time' : attempt === 1 ? 'then' : 'each time';
  return `The job was started ${times}, and ${when} the worker was lost before it came to an end.`;
}
