import { cacheKey, shared } from '#lib/job/cache-key.ts';
import type { Failure, Freshness, StoredOutputs, Submission } from '#lib/job/job.ts';
import type { Fetched, Ports } from '#lib/job/ports.ts';
import type { Run, Runner } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { toReferences } from '#lib/ogc/input-value.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { fetchReferences } from './fetch-references.ts';
import { type OutputPlan, planOutputs } from './plan-outputs.ts';
import type { SingleFlight } from './single-flight.ts';
import { timeLimit } from './time-limit.ts';

/** The process that a worker runs. */
export interface OwnProcess {
  readonly description: ProcessDescription;
  /** Seconds that results are cached; absent where the process does not allow it. */
  readonly cacheTtl?: number | undefined;
  /** Whether cached results answer every owner. */
  readonly cachePublic?: boolean;
  /** Seconds that a job waits at most before its second attempt; 5 where absent. */
  readonly backoff?: number;
  readonly runner: Runner;
}

/** What is to be run, and for how long. Times are milliseconds since the epoch. */
export interface Work {
  readonly jobID: string;
  readonly owner: string;
  readonly submission: Submission;
  readonly started: number;
  readonly softLimit: number;
  readonly hardLimit: number;
  /** Aborted when nobody wants the outcome any more. */
  readonly stop: AbortSignal;
  /** Called where the author's code is about to run, which it is not when another runs just this. */
  onStart?(): void;
  onProgress(percent: number, message?: string): void;
  readonly flight: SingleFlight;
  /** How long to wait for another that runs just this, in milliseconds since the epoch. */
  readonly patience: number;
  /** Whether it may be given back then; otherwise it runs all the same. */
  readonly mayPark: boolean;
}

export type Done =
  | {
      readonly values: StoredOutputs;
      /** The cache entry that these values may fill, or come from. */
      readonly cacheKey?: string;
      /** Where they come from the cache. */
      readonly cached?: Freshness;
    }
  | { readonly failure: Failure; readonly retry?: true };

/**
 * Runs a process on what a client submitted: fetches references, looks into the cache, runs the author's code. What is
 * wrong with the submission or the code is a failure; what is wrong with the platform rejects. Where another runs just
 * this and patience is over, it is `held`, and nothing was run.
 */
export async function runSubmission(
  ports: Pick<Ports, 'references' | 'clock'>,
  process: OwnProcess,
  work: Work,
): Promise<Done | 'held'> {
  const { description, runner } = process;
  const { jobID, submission, started, softLimit, hardLimit, stop, onProgress } = work;
  using limit = timeLimit(hardLimit, ports.clock);
  try {
    const plan = planOutputs(description, submission, undefined);
    const references = toReferences(submission.inputs, description.inputs);
    await using fetched = await fetchReferences(ports, references, AbortSignal.any([stop, limit.signal]));

    const key = keyOf(process, work, plan, fetched.files);
    if (key !== undefined && !submission.fresh) {
      const joined = await work.flight.join({ key, processID: description.id }, work.patience, stop);
      if (joined === 'held' && stop.aborted) return { failure: stopped };
      if (joined === 'held' && work.mayPark) return 'held';
      if (typeof joined === 'object') {
        const { values, created, expiresAt } = joined;
        return { values, cacheKey: key, cached: { created, expiresAt } };
      }
    }

    work.onStart?.();
    const outcome = await runner.run(
      { jobID, inputs: submission.inputs, files: filesOf(fetched.files), outputs: formatsOf(plan) },
      { started, softLimit, hardLimit, stop, onProgress },
    );
    return 'values' in outcome && key !== undefined ? { ...outcome, cacheKey: key } : outcome;
  } catch (error) {
    if (limit.signal.aborted) return { failure: tooLate };
    if (error instanceof Exception) return { failure: toFailure(error) };
    if (stop.aborted) return { failure: stopped };
    throw error;
  }
}

/** Beyond the hard limit before, or after, the author's code has run. */
export const tooLate: Failure = {
  code: 'job-failed',
  detail: 'The process took longer than its time limit, fetching inputs and storing outputs included.',
};

/** Never read: whoever stopped the work has said why. */
const stopped: Failure = { code: 'job-failed', detail: 'The job was stopped.' };

/** Absent where results must not be cached: not allowed, or a reference whose content nothing pins. */
function keyOf(
  { description, cacheTtl, cachePublic }: OwnProcess,
  { owner, submission }: Work,
  { requested }: OutputPlan,
  files: Readonly<Record<string, Fetched>>,
): string | undefined {
  if (cacheTtl === undefined) return undefined;
  const etags = Object.entries(files).flatMap(([href, { etag }]) => (etag ? [[href, etag] as const] : []));
  if (etags.length < Object.keys(files).length) return undefined;
  return cacheKey({
    processID: description.id,
    version: description.version,
    owner: cachePublic ? shared : owner,
    inputs: submission.inputs,
    outputs: requested,
    etags: Object.fromEntries(etags),
  });
}

/** Plain data, because it goes to another thread. */
function filesOf(files: Readonly<Record<string, Fetched>>): Run['files'] {
  return Object.fromEntries(
    Object.entries(files).map(([href, { file, mediaType }]) => [
      href,
      { file, ...(mediaType !== undefined && { mediaType }) },
    ]),
  );
}

/** How an output is handed over is none of the author's business. */
function formatsOf({ requested }: OutputPlan): Run['outputs'] {
  return Object.fromEntries(Object.entries(requested).map(([id, { mediaType }]) => [id, { mediaType }]));
}

function toFailure({ code, message, problems }: Exception): Failure {
  return { code, detail: message, ...(problems && { problems }) };
}
