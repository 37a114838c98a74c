import type { Run, RunOutcome } from '#lib/job/run.ts';

/** What the host says to the thread. */
export type ToThread =
  | { readonly type: 'run'; readonly run: Run }
  /** Aborts the signal of the run; the reason is read by the client. */
  | { readonly type: 'abort'; readonly reason: string };

/** What the thread says to its host. */
export type FromThread =
  /** The author's module is loaded. */
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly percent: number; readonly message?: string }
  | { readonly type: 'log'; readonly entry: LogEntry }
  /** `idle`: nothing of the run goes on, so that the thread may run the next one. */
  | { readonly type: 'outcome'; readonly outcome: RunOutcome; readonly idle: boolean };

/** An entry of the operator's log. */
export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Absent where it was written between runs. */
  readonly jobID?: string;
}

/** Why a run is aborted whose job was dismissed, or taken over by another worker. */
export const stopped = 'The job was stopped.';
