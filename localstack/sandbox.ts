import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FunctionDefinition } from './function.ts';
import type { FunctionError, Report } from './instance.ts';

/** What an invocation gave. */
export interface Answer {
  /** JSON: the handler's result, or the error. */
  readonly payload: string;
  /** As `X-Amz-Function-Error` has it. */
  readonly functionError?: 'Unhandled';
}

/** One instance of a function: a process of its own, running one event at a time. */
export interface Sandbox {
  readonly definition: FunctionDefinition;
  /** Never rejects: what goes wrong is the answer. */
  invoke(payload: string): Promise<Answer>;
  /** Whether it can take another event. */
  alive(): boolean;
  /** Kills it; resolves when it is gone. */
  end(): Promise<void>;
}

interface Options {
  /** Gets what the function prints, line by line. */
  log(name: string, line: string): void;
  /** Folder where Node keeps compiled code from one start to the next. */
  readonly compileCache: string;
}

/** Generous beside Lambda's 10 s: many instances start at once on few cores here. */
const initLimit = 30_000;
/** Bytes of an answer, as Lambda has it. */
const answerLimit = 6_291_556;

const program = fileURLToPath(new URL('./instance.ts', import.meta.url));

/** Starts an instance. Its handler is imported at once, without waiting for an event. */
export function startSandbox(definition: FunctionDefinition, options: Options): Sandbox {
  const { name, memory, timeout, environment, folder } = definition;
  const child = fork(program, {
    cwd: folder,
    execArgv: [
      // Lambda gives the heap nine tenths of the memory.
      `--max-old-space-size=${Math.floor(memory * 0.9)}`,
      // Sixty of them may stand on a laptop, and the young generation of each would grow by 100 MB.
      '--max-semi-space-size=8',
    ],
    env: { ...environment, NODE_COMPILE_CACHE: options.compileCache },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => options.log(name, line));
  }
  const exited = endOf(child);
  const alive = () => child.connected && child.exitCode === null && child.signalCode === null;
  let ending = false;
  const initialised = init(child, exited);

  return {
    definition,
    alive,
    end: async () => {
      ending = true;
      child.kill('SIGKILL');
      if (!exited.aborted) await once(exited, 'abort');
    },
    invoke: async (payload) => {
      const failed = await initialised;
      if (failed) {
        child.kill('SIGKILL');
        return failure(failed);
      }
      const requestID = randomUUID();
      const heard = hear(child, exited);
      child.send({ payload, requestID, deadline: Date.now() + timeout * 1000 }, () => {});
      const report = await within(timeout * 1000, heard, {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestID} Error: Task timed out after ${timeout.toFixed(2)} seconds`,
      });
      if ('errorType' in report) {
        child.kill('SIGKILL');
        if (!ending) options.log(name, `${report.errorType}: ${report.errorMessage}`);
        return failure(report);
      }
      if ('error' in report) return failure(report.error);
      if (!('result' in report)) return failure(exitError(null, null));
      if (Buffer.byteLength(report.result) > answerLimit) return failure(tooLarge);
      return { payload: report.result };
    },
  };
}

const tooLarge: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${answerLimit} bytes).`,
};

/** Resolves to what went wrong, if anything did, before the handler was there. */
async function init(child: ChildProcess, exited: AbortSignal): Promise<FunctionError | undefined> {
  const report = await within(initLimit, hear(child, exited), {
    errorType: 'Sandbox.Timedout',
    errorMessage: `The function did not start within ${initLimit / 1000} seconds.`,
  });
  if ('errorType' in report) return report;
  return 'error' in report ? report.error : undefined;
}

/** Aborted when the child ends, for a reason that says how. A promise would keep whatever once waited for it. */
function endOf(child: ChildProcess): AbortSignal {
  const controller = new AbortController();
  child.on('error', ({ message }) =>
    controller.abort({ errorType: 'Runtime.ExitError', errorMessage: message } satisfies FunctionError),
  );
  child.once('exit', (code, signal) => controller.abort(exitError(code, signal)));
  return controller.signal;
}

/** The next message of the child, or how it ended. */
function hear(child: ChildProcess, exited: AbortSignal): Promise<Report | FunctionError> {
  return new Promise((resolve) => {
    const onExit = () => {
      child.off('message', onMessage);
      resolve(exited.reason);
    };
    const onMessage = (report: Report) => {
      exited.removeEventListener('abort', onExit);
      resolve(report);
    };
    if (exited.aborted) return onExit();
    child.once('message', onMessage);
    exited.addEventListener('abort', onExit, { once: true });
  });
}

async function within<T>(milliseconds: number, promise: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, milliseconds, otherwise);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function exitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
  const how = signal === null ? `exit status ${code}` : `signal: ${signal}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `Error: Runtime exited with error: ${how}` };
}

function failure(error: FunctionError): Answer {
  return { functionError: 'Unhandled', payload: JSON.stringify(error) };
}
