import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Submission } from './job.ts';

/** What a client's idempotency key stands for: one submission, and the job that was made of it. */
export interface Keyed {
  readonly owner: string;
  /** As the client gave it; each owner has keys of its own. */
  readonly key: string;
  readonly fingerprint: string;
  readonly jobID: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Seconds that a key is kept. */
export const keptFor = 86_400;

/**
 * Tells executions apart that have one key: lower-case SHA-256 of the process and of what is asked of it, formats that
 * `Accept` chose included. Whether the client waits, or wants it fresh, changes nothing of what is asked.
 */
export function fingerprint(processID: string, { fresh: _, ...asked }: Submission): string {
  return createHash('sha256')
    .update(canonicalJson({ processID, ...asked }))
    .digest('hex');
}
