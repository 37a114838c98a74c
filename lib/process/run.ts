import type { Failure } from '#lib/job/job.ts';
import type { Run, RunOptions, RunOutcome } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Validators } from './catalogue.ts';
import { checkInputs } from './check-inputs.ts';
import { decodeInputs } from './decode-inputs.ts';
import { encodeOutputs, OutputError } from './encode-outputs.ts';
import { ProcessError } from './error.ts';
import type { Context, Log, Process } from './process.ts';
import { referenceReader } from './read-reference.ts';
import { isRetryable } from './retryable.ts';
import { cut, show } from './show.ts';
import { stopped } from './thread-messages.ts';

/** A process with what it is held to. */
export interface Runnable {
  readonly process: Process;
  readonly description: ProcessDescription;
  readonly validators: Validators;
}

interface Surroundings extends Pick<RunOptions, 'onProgress'> {
  /** Aborted with an `Error` whose message says why, in words for the client. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Runs a process here and now: checks and decodes the inputs, calls the author's code, checks and encodes the outputs
 * that were asked for. Never rejects: whatever goes wrong is a failure with a message fit for the client, and in the
 * log with all that is known.
 */
export async function runProcess(
  runnable: Runnable,
  run: Run,
  { signal, onProgress, log }: Surroundings,
): Promise<RunOutcome> {
  const { process, description } = runnable;
  let ended = false;
  try {
    const resolve = referenceReader(run.files);
    await checkInputs(runnable, run.inputs, resolve);
    const inputs = await decodeInputs(process, description, run, resolve);
    const context: Context = {
      jobID: run.jobID,
      signal,
      log,
      outputs: run.outputs,
      progress(percent, message) {
        if (!ended && Number.isFinite(percent)) onProgress(toWholePercent(percent), ...inWords(message));
      },
    };
    const returned = await process.execute(inputs as never, context);
    return { values: await encodeOutputs(runnable, returned, run.outputs) };
  } catch (error) {
    return explain(error, process, { signal, log });
  } finally {
    ended = true;
  }
}

function toWholePercent(percent: number): number {
  return Math.round(Math.min(100, Math.max(0, percent)));
}

function inWords(message: unknown): [] | [string] {
  return typeof message === 'string' && message !== '' ? [cut(message, 500)] : [];
}

const unexplained: Failure = {
  code: 'job-failed',
  detail: 'The process failed because of an error in its code.',
};

/** What was thrown may be anything, even an object that throws when it is looked at. */
function explain(
  error: unknown,
  { retry }: Process,
  { signal, log }: Pick<Surroundings, 'signal' | 'log'>,
): RunOutcome {
  try {
    const failure = toFailure(error, signal, log);
    const isOurs = error instanceof Exception || error instanceof OutputError;
    return !isOurs && isRetryable(error, retry, signal, log) ? { failure, retry: true } : { failure };
  } catch {
    return { failure: unexplained };
  }
}

/** Only what was meant for the client reaches it: never the message, stack or source line of an ordinary error. */
function toFailure(error: unknown, signal: AbortSignal, log: Log): Failure {
  if (error instanceof Exception) {
    const { code, message, problems } = error;
    return { code, detail: message, ...(problems && { problems }) };
  }
  if (error instanceof ProcessError) {
    log.warn('Process refused', { error: show(error) });
    return { code: 'job-failed', detail: meant(error), ...toStatus(error.status) };
  }
  if (error instanceof OutputError) {
    log.error('Process returned wrong outputs', { error: show(error) });
    return { code: 'job-failed', detail: cut(error.message, 500) };
  }
  if (!isStop(error, signal)) log.error('Process threw', { error: show(error) });
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  return reason instanceof Error ? { code: 'job-failed', detail: reason.message } : unexplained;
}

/** Whether code has only obeyed the signal of a job that was stopped: what else it throws then is an error as ever. */
function isStop(error: unknown, { reason }: AbortSignal): boolean {
  if (!(reason instanceof Error) || reason.message !== stopped) return false;
  return error === reason || (error instanceof Error && error.name === 'AbortError');
}

function meant({ message }: ProcessError): string {
  return typeof message === 'string' && message.trim() !== '' ? cut(message, 500) : 'The process failed.';
}

function toStatus(status: unknown): { readonly status?: number } {
  const valid = Number.isInteger(status) && Number(status) >= 400 && Number(status) <= 599;
  return valid ? { status: Number(status) } : {};
}
