/** What a process is to the rest of the program. `defineProcess` makes one. */
import type * as z from 'zod';
import type { Link } from '#lib/ogc/link.ts';
import type {
  Example,
  InputDescription,
  JobControlOption,
  Metadata,
  OutputDescription,
  TransmissionMode,
} from '#lib/ogc/process-description.ts';
import type { Variables } from './variables.ts';

export interface Process {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
  readonly links?: readonly Link[];
  readonly jobControlOptions: readonly JobControlOption[];
  readonly outputTransmission: readonly TransmissionMode[];
  readonly inputs: Readonly<Record<string, Input>>;
  readonly outputs: Readonly<Record<string, Output>>;
  readonly examples: readonly Example[];
  /**
   * Opt-in: seconds for which results answer identical requests, where not as long as the deployment's settings say; and
   * whether they answer those of every owner.
   */
  readonly cache?: { readonly ttl?: number; readonly public?: true };
  readonly retry: Retry;
  readonly resources: Resources;
  readonly bundle: { readonly external: readonly string[]; readonly files: readonly string[] };
  /** Variables for the author's code. */
  readonly environment: Variables;
  /** What the author's code may do in AWS; with none of them it has no credentials. */
  readonly grants: readonly Grant[];
  /** A method, so that parameters are bivariant and a list of processes needs no cast. */
  execute(inputs: never, context: Context): unknown;
}

/** When a job is started again. */
export interface Retry {
  /** How often in all, 1 to 10; absent: as the deployment's settings say. */
  readonly attempts?: number;
  /** Which errors of the author's code are worth it, by name or by a function; beside those that say so themselves. */
  readonly on: readonly string[] | ((error: unknown) => boolean);
  /** Seconds, 1 to 900, to wait at most before the second start. */
  readonly backoff: number;
}

/** Allows single actions on things of one's own. */
export interface Grant {
  /** Such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** ARNs, such as `arn:aws:s3:::my-data/*`. */
  readonly resources: readonly string[];
}

export interface Resources {
  /** Megabytes, 128 to 10240. */
  readonly memory: number;
  /** Whole seconds: `signal` aborts at `soft`, the thread is stopped at `hard` (at most 870). */
  readonly timeout: { readonly soft: number; readonly hard: number };
  /** Jobs that run at once, 2 to 1000; absent: as many as the account allows. */
  readonly concurrency?: number;
}

/** An input as it is published and as the author gets it. */
export interface Input {
  readonly published: InputDescription;
  /**
   * Gives defaults, refinements and the author's value, after the published schema has let the value in. Takes the
   * input as a whole: an array of values where `many`, and `undefined` where it was left out.
   */
  readonly schema: z.ZodType;
  /** How a client's value reaches `schema`: as JSON, as a Blob, or as either with its media type. */
  readonly kind: 'json' | 'binary' | 'formats';
  /** Several values of the published schema, from `minOccurs` to `maxOccurs`. */
  readonly many: boolean;
}

export interface Output {
  readonly published: OutputDescription;
  /** What it was published from; values are checked against the published schema only. */
  readonly schema: z.ZodType;
  readonly kind: 'json' | 'binary' | 'formats';
  /** May be missing from what `execute` returns. */
  readonly optional: boolean;
}

/** What `execute` gets beside its inputs. */
export interface Context {
  readonly jobID: string;
  /** Aborts at the soft time limit and when the job is dismissed. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Percent done, clamped to 0–100, and what is going on, in words for the client. */
  progress(percent: number, message?: string): void;
  /** The outputs that were asked for, by id, with the media type chosen for each. */
  readonly outputs: Readonly<Record<string, { readonly mediaType: string }>>;
}

/** Goes to the operator's log, never to the client. */
export interface Log {
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
  info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}
