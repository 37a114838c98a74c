import { leaseFrom } from '#lib/job/lease.ts';
import type { Ports } from '#lib/job/ports.ts';

/** In seconds. */
export interface LeaseSettings {
  readonly leaseSeconds: number;
  readonly heartbeatSeconds: number;
}

/** How far a job is, in words for its client. */
export interface Progress {
  /** Whole percent, 0 to 100. */
  readonly progress: number;
  readonly message?: string;
}

/** A lease that is kept while a job runs. */
export interface Lease {
  /** Noted for the next write, which comes early for it. */
  note(progress: Progress): void;
  /** Writes no more; a write that is under way is waited for. */
  end(): Promise<void>;
}

/** Progress is written at most this often, in milliseconds. */
const progressInterval = 2000;

/**
 * Says every `heartbeatSeconds` that the worker is alive. The same write carries progress, and learns when the job was
 * dismissed or claimed by another: then `onLost` is called, once. A write that fails is no reason to stop, because the
 * next one may not; a lease that lapses meanwhile is fenced by its token.
 */
export function keepLease(
  { transitions, clock }: Pick<Ports, 'transitions' | 'clock'>,
  { jobID, leaseToken }: { readonly jobID: string; readonly leaseToken: string },
  settings: LeaseSettings,
  onLost: () => void,
): Lease {
  const heartbeat = settings.heartbeatSeconds * 1000;
  let written = clock.now();
  let noted: Progress | undefined;
  let writing: Promise<void> | undefined;
  let timer: Disposable | undefined;
  let ended = false;
  schedule();
  return {
    note(progress) {
      noted = { ...noted, ...progress };
      if (!ended && writing === undefined) schedule();
    },
    async end() {
      ended = true;
      timer?.[Symbol.dispose]();
      await writing;
    },
  };

  function schedule() {
    timer?.[Symbol.dispose]();
    const due = written + (noted ? Math.min(progressInterval, heartbeat) : heartbeat);
    timer = clock.after(due - clock.now(), () => {
      writing = beat();
    });
  }

  async function beat() {
    const news = noted;
    noted = undefined;
    written = clock.now();
    const moved = await write(written, news).catch(() => {
      if (news) noted = { ...news, ...noted };
      return true;
    });
    writing = undefined;
    if (!moved) {
      ended = true;
      onLost();
    }
    if (!ended) schedule();
  }

  async function write(now: number, news: Progress | undefined): Promise<boolean> {
    const { moved } = await transitions.move(jobID, 'heartbeat', {
      now,
      leaseToken,
      changes: {
        ...leaseFrom(now, settings),
        ...(news && { ...news, updated: new Date(now).toISOString() }),
      },
    });
    return moved;
  }
}
