import type { Invocation } from '#lib/job/invocation.ts';
import type { Job } from '#lib/job/job.ts';
import { promotedJob } from '#lib/job/new-job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Claimed } from './ending.ts';
import { keepLease, type LeaseSettings, type Progress } from './keep-lease.ts';
import { type ProgressTeller, progressTeller } from './progress-teller.ts';

/** The job that a synchronous execution may become. */
export interface Promotion {
  /** Puts the record and keeps its lease; tries again after a heartbeat's time where the table fails. */
  begin(): void;
  /** Whether a record may stand. */
  begun(): boolean;
  /** Makes sure of the record. Absent where the job is no longer this worker's; rejects where the table fails. */
  claim(): Promise<Claimed | undefined>;
  /** The author's code runs, so there is progress to tell of. */
  start(): void;
  note(news: Progress): void;
  end(): Promise<void>;
}

/**
 * Both sides put the same record with the same token, so either may be first; one that stands already is only kept.
 *
 * @param onLost Called when the job was dismissed, or claimed by another.
 */
export function promotion(
  ports: Pick<Ports, 'newJobs' | 'transitions' | 'callbacks' | 'clock'>,
  processID: string,
  invocation: Invocation,
  settings: LeaseSettings & { readonly retentionDays: number; readonly progressSeconds: number },
  onLost: () => void,
): Promotion {
  const { jobID, leaseToken, submission } = invocation;
  let progress: Progress = { progress: 0 };
  let putting: Promise<Claimed | undefined> | undefined;
  let claimed: Claimed | undefined;
  let standing: Job | undefined;
  let retry: Disposable | undefined;
  let teller: ProgressTeller | undefined;
  let started = false;
  return {
    begin,
    start() {
      started = true;
      teller?.tell(progress);
    },
    begun: () => putting !== undefined,
    claim,
    note(news) {
      progress = { ...progress, ...news };
      claimed?.lease.note(news);
      teller?.tell(progress);
    },
    async end() {
      await putting?.catch(() => {});
      retry?.[Symbol.dispose]();
      await claimed?.lease.end();
      await teller?.[Symbol.asyncDispose]();
    },
  };

  function begin() {
    claim().then(
      () => {
        if (!standing) return;
        teller = progressTeller(ports, standing, submission, settings);
        if (started) teller.tell(progress);
      },
      () => {
        retry = ports.clock.after(settings.heartbeatSeconds * 1000, begin);
      },
    );
  }

  function claim(): Promise<Claimed | undefined> {
    putting ??= put().catch((error: unknown) => {
      putting = undefined;
      throw error;
    });
    return putting;
  }

  async function put(): Promise<Claimed | undefined> {
    const job = { ...promotedJob(processID, invocation, ports.clock.now(), settings), ...progress };
    const existing = invocation.stands ? undefined : await ports.newJobs.create(job, submission);
    const found = existing ?? job;
    if (found.status !== 'running' || found.leaseToken !== leaseToken) {
      onLost();
      return undefined;
    }
    standing = found;
    claimed = {
      job: found,
      leaseToken,
      submission,
      lease: keepLease(ports, { jobID, leaseToken }, settings, onLost),
    };
    return claimed;
  }
}
