import type { Job, Submission } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { withoutDeliveries } from '#lib/job/without-deliveries.ts';
import type { Progress } from './keep-lease.ts';

/** Tells a client how far its job is. */
export interface ProgressTeller extends AsyncDisposable {
  /** Has a callback made, if it is time for one. Never fails, and never waits. */
  tell(progress: Progress): void;
}

/**
 * Has callbacks made to `inProgressUri`: one at once, and then at most every `progressSeconds`. What cannot be sent is
 * left out; the next one says more.
 */
export function progressTeller(
  { callbacks, clock }: Pick<Ports, 'callbacks' | 'clock'>,
  job: Job,
  { subscription }: Pick<Submission, 'subscription'>,
  { progressSeconds }: { readonly progressSeconds: number },
): ProgressTeller {
  const url = subscription?.subscriber.inProgressUri;
  if (subscription === undefined || url === undefined) {
    return { tell: () => {}, [Symbol.asyncDispose]: async () => {} };
  }
  const { base } = subscription;
  const sending = new Set<Promise<void>>();
  let told = Number.NEGATIVE_INFINITY;
  return {
    tell(progress) {
      const now = clock.now();
      if (now < told + progressSeconds * 1000) return;
      told = now;
      const updated = new Date(now).toISOString();
      const body = JSON.stringify(toStatusInfo({ ...withoutDeliveries(job), ...progress, updated }, base));
      const { jobID, owner } = job;
      const id = `${jobID}-progress-${now}`;
      const sent = callbacks
        .send({ id, jobID, event: 'inProgressUri', url, body }, owner)
        .catch(() => {})
        .finally(() => sending.delete(sent));
      sending.add(sent);
    },
    /** Waits for what is under way. */
    [Symbol.asyncDispose]: async () => {
      await Promise.all(sending);
    },
  };
}
