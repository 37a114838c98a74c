import { Worker } from 'node:worker_threads';
import { cut, show } from './show.ts';
import { entryLength, entryLimit } from './thread-log.ts';
import type { FromThread, LogEntry, ToThread } from './thread-messages.ts';

export interface ThreadOptions {
  /** Megabytes of the whole function; the heap of the thread may take three quarters of it. */
  readonly memory: number;
  /** All that the author's code finds in its environment, beside the time zone and where programs and files are. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it finds the function's credentials there too. */
  readonly credentials?: boolean;
  /** What the process logs, prints, and dies of. */
  onLog(entry: LogEntry): void;
}

/** Why a thread came to its end. */
export type Ending = 'memory' | 'not loaded' | 'ended' | 'stopped';

/** A worker thread that serves a process. */
export interface Thread {
  /** Megabytes that its heap may take. */
  readonly heap: number;
  alive(): boolean;
  send(message: ToThread): void;
  /** Hands over what the thread says, and why it ended, until the returned function is called. */
  listen(onMessage: (message: FromThread) => void, onEnd: (ending: Ending) => void): () => void;
  /** Stops it, whatever it is doing. Waits a few seconds at most: native code cannot be interrupted. */
  stop(): Promise<void>;
}

/**
 * Megabytes of what was made last. With V8's own 48 a thread whose heap is full often took the whole environment with it,
 * since what is left over must hold what survives.
 */
const young = 8;

/** Milliseconds that the end of a thread is waited for. */
const patience = 5000;

/** Beside the process's own variables: none of these is a secret. */
const passed = ['TZ', 'LANG', 'PATH', 'HOME', 'TMPDIR'];

/** What the SDK looks for: who the function is, and where services are. */
const ofAws = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|REGION|DEFAULT_REGION|ENDPOINT_URL.*)$/;

/** Starts a thread. Its environment is the process's own: the function's credentials stay out of it, unless asked for. */
export function startThread(
  url: URL | string,
  { memory, env = {}, credentials = false, onLog }: ThreadOptions,
): Thread {
  const heap = Math.floor(memory * 0.75);
  const worker = new Worker(url, {
    env: { ...inherited(credentials), ...env },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: young },
  });
  let alive = true;
  let loaded = false;
  let cause: Ending | undefined;
  const ends = new Set<(ending: Ending) => void>();

  worker.on('message', (message: FromThread) => {
    if (message.type === 'ready') loaded = true;
    if (message.type === 'log') onLog(message.entry);
  });
  worker.on('error', (error: unknown) => {
    const memory = (error as { readonly code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    alive = false;
    cause ??= memory ? 'memory' : undefined;
    onLog({ level: 'error', message: 'Thread died', facts: { error: show(error) } });
  });
  worker.on('messageerror', (error) => {
    onLog({ level: 'error', message: 'Thread said something unreadable', facts: { error: show(error) } });
  });
  worker.on('exit', () => {
    alive = false;
    for (const onEnd of ends) onEnd(cause ?? (loaded ? 'ended' : 'not loaded'));
  });
  let writings = 0;
  for (const [stream, level] of [[worker.stdout, 'info'] as const, [worker.stderr, 'warn'] as const]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      writings += 1;
      if (writings <= entryLimit) onLog({ level, message: cut(text.trimEnd(), entryLength) });
    });
  }

  return {
    heap,
    alive: () => alive,
    send: (message) => {
      if (message.type === 'run') writings = 0;
      worker.postMessage(message);
    },
    listen(onMessage, onEnd) {
      worker.on('message', onMessage);
      ends.add(onEnd);
      return () => {
        worker.off('message', onMessage);
        ends.delete(onEnd);
      };
    },
    async stop() {
      cause ??= 'stopped';
      alive = false;
      await Promise.race([worker.terminate(), pause(patience)]);
    },
  };
}

function inherited(credentials: boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && (passed.includes(name) || (credentials && ofAws.test(name)))
        ? [[name, value]]
        : [],
    ),
  );
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
