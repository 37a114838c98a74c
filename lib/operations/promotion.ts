import type { Invocation } from '#lib/job/invocation.ts';
import { promotedJob } from '#lib/job/new-job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Claimed } from './finish-job.ts';
import { keepLease, type LeaseSettings, type Progress } from './keep-lease.ts';

/** The job that a synchronous execution may become. */
export interface Promotion {
  /** Puts the record and keeps its lease; tries again after a heartbeat's time where the table fails. */
  begin(): void;
  /** Whether a record may stand. */
  begun(): boolean;
  /** Makes sure of the record. Absent where the job is no longer this worker's; rejects where the table fails. */
  claim(): Promise<Claimed | undefined>;
  note(news: Progress): void;
  end(): Promise<void>;
}

/**
 * Both sides put the same record with the same token, so either may be first; one that stands already is only kept.
 *
 * @param onLost Called when the job was dismissed, or claimed by another.
 */
export function promotion(
  ports: Pick<Ports, 'newJobs' | 'transitions' | 'clock'>,
  processID: string,
  invocation: Invocation,
  settings: LeaseSettings & { readonly retentionDays: number },
  onLost: () => void,
): Promotion {
  const { jobID, leaseToken, submission } = invocation;
  let progress: Progress = { progress: 0 };
  let putting: Promise<Claimed | undefined> | undefined;
  let claimed: Claimed | undefined;
  let retry: Disposable | undefined;
  return {
    begin,
    begun: () => putting !== undefined,
    claim,
    note(news) {
      progress = { ...progress, ...news };
      claimed?.lease.note(news);
    },
    async end() {
      await putting?.catch(() => {});
      retry?.[Symbol.dispose]();
      await claimed?.lease.end();
    },
  };

  function begin() {
    claim().catch(() => {
      retry = ports.clock.after(settings.heartbeatSeconds * 1000, begin);
    });
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
    const standing = existing ?? job;
    if (standing.status !== 'running' || standing.leaseToken !== leaseToken) {
      onLost();
      return undefined;
    }
    claimed = {
      job: standing,
      leaseToken,
      submission,
      lease: keepLease(ports, { jobID, leaseToken }, settings, onLost),
    };
    return claimed;
  }
}
