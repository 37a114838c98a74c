import type { CallbackEvent } from './execute.ts';
import type { Link } from './link.ts';

export const statuses = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const;
export type Status = (typeof statuses)[number];

/** What a client sees of a job (statusInfo.yaml). Absent members are left out, never null. /req/core/job-success */
export interface StatusInfo {
  readonly jobID: string;
  /** The same by its name in the draft of version 2.0. */
  readonly id: string;
  readonly processID: string;
  readonly type: 'process';
  readonly status: Status;
  readonly message?: string;
  /** RFC 3339 with zone and milliseconds, as are all times here. */
  readonly created: string;
  readonly started?: string;
  readonly finished?: string;
  readonly updated: string;
  /** Whole percent, 0 to 100. */
  readonly progress?: number;
  /** Version of the process at submission; and of the one that ran, where that is another. Members of our own. */
  readonly processVersion: string;
  readonly ranVersion?: string;
  /** What became of the callbacks that were asked for, of those whose event has come. A member of our own. */
  readonly callbacks?: Readonly<Partial<Record<CallbackEvent, CallbackStatus>>>;
  /** A member of our own, where a job was started more than once or waits to be. Oldest first, 10 at most. */
  readonly attempts?: readonly Attempt[];
  readonly links: readonly Link[];
}

/** One start of a job. */
export interface Attempt {
  /** From 1 on. */
  readonly attempt: number;
  readonly started: string;
  /** Unknown of a lost one. */
  readonly ended?: string;
  /** Absent while it runs; `lost` where its worker was. */
  readonly outcome?: 'successful' | 'failed' | 'lost' | 'dismissed';
  /** Why it failed, cut short; only the latest reasons are kept. */
  readonly detail?: string;
}

export const callbackStatuses = ['waiting', 'delivered', 'failed'] as const;

export interface CallbackStatus {
  /** `waiting` while it will be tried, or tried again. */
  readonly status: (typeof callbackStatuses)[number];
  /** How often it was tried, as far as is known: also where no request came about. 0 before the first. */
  readonly attempts: number;
  readonly updated: string;
  /** What the receiver answered last, where it answered. */
  readonly statusCode?: number;
  /** Why it was not delivered, in a sentence. */
  readonly message?: string;
}
