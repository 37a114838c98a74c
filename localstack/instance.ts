/**
 * The program of one function instance: imports the asset's handler, runs one event at a time that comes over IPC, and
 * exits when the runner goes away, however that went.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the runner sends. */
export interface Event {
  /** JSON. */
  readonly payload: string;
  readonly requestID: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** What it hears: first that the handler is there, then one answer to each event. */
export type Report =
  | { readonly ready: true }
  | { readonly ready: false; readonly error: FunctionError }
  | { readonly result: string }
  | { readonly error: FunctionError };

/** An error as Lambda reports it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

type Handler = (event: unknown, context: unknown) => unknown;

const { _HANDLER, LAMBDA_TASK_ROOT, AWS_LAMBDA_FUNCTION_NAME, AWS_LAMBDA_FUNCTION_MEMORY_SIZE } = process.env;

/** At once, even while a thread of the function is busy. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
/** Ctrl-C reaches the whole process group; it is the runner's to decide when an instance ends. */
process.on('SIGINT', () => {});
/** Quickens the start of this program, and is nothing that a function would see. */
delete process.env.NODE_COMPILE_CACHE;

try {
  const handler = await load();
  process.on('message', (event: Event) => run(handler, event));
  report({ ready: true });
} catch (error) {
  report({ ready: false, error: toFunctionError(error) });
}

/** `index.handler` is the export `handler` of `index.mjs`, `index.js` or `index.cjs`. */
async function load(): Promise<Handler> {
  const [, file = '', name = ''] = /^(.*)\.([^.]+)$/.exec(_HANDLER ?? '') ?? [];
  const path = ['.mjs', '.js', '.cjs']
    .map((extension) => join(LAMBDA_TASK_ROOT ?? '', `${file}${extension}`))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) throw new Error(`There is no module ${file} in ${LAMBDA_TASK_ROOT}.`);

  const { [name]: handler } = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  if (typeof handler !== 'function') throw new Error(`${_HANDLER} is not a function.`);
  return handler as Handler;
}

async function run(handler: Handler, { payload, requestID, deadline }: Event): Promise<void> {
  const context = {
    awsRequestId: requestID,
    functionName: AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: `/aws/lambda/${AWS_LAMBDA_FUNCTION_NAME}`,
    logStreamName: `local/${process.pid}`,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result = await handler(JSON.parse(payload), context);
    report({ result: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    report({ error: toFunctionError(error) });
  }
}

function report(message: Report): void {
  process.send?.(message);
}

function toFunctionError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
