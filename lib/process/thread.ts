import { parentPort } from 'node:worker_threads';
import type { Run, RunOutcome } from '#lib/job/run.ts';
import { type Runnable, runProcess } from './run.ts';
import { captureConsole, threadLog } from './thread-log.ts';
import type { FromThread, LogEntry, ToThread } from './thread-messages.ts';
import { throttle } from './throttle.ts';

/** Milliseconds between two reports of progress. */
const progressInterval = 50;

/**
 * Serves one process in a worker thread: runs it whenever the host asks, one run at a time. Called by the entry of the
 * thread, after the author's module is loaded.
 */
export function serveThread(runnable: Runnable): void {
  const port = parentPort;
  if (!port) throw new Error('A process is served in a worker thread only.');
  const send = (message: FromThread, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer);
  const sendLog = (entry: LogEntry) => send({ type: 'log', entry });

  let log = threadLog(sendLog);
  let controller = new AbortController();
  captureConsole(() => log);

  port.on('message', async (message: ToThread) => {
    if (message.type === 'abort') {
      controller.abort(new DOMException(message.reason, 'AbortError'));
      return;
    }
    controller = new AbortController();
    log = threadLog(sendLog, message.run.jobID);
    const outcome = await serve(message.run);
    send({ type: 'outcome', outcome, idle: isIdle() }, buffersOf(outcome));
    log = threadLog(sendLog);
  });
  send({ type: 'ready' });

  async function serve(run: Run): Promise<RunOutcome> {
    const onProgress = throttle((percent: number, message?: string) => {
      send({ type: 'progress', percent, ...(message !== undefined && { message }) });
    }, progressInterval);
    const outcome = await runProcess(runnable, run, { signal: controller.signal, onProgress, log });
    onProgress.flush();
    return outcome;
  }
}

/** Timers or connections that the author's code left behind would go on within the next run. */
function isIdle(): boolean {
  const busy = new Set(['Timeout', 'TCPSocketWrap', 'GetAddrInfoReqWrap']);
  return !process.getActiveResourcesInfo().some((resource) => busy.has(resource));
}

/** Handed over instead of copied; every output has a buffer of its own. */
function buffersOf(outcome: RunOutcome): readonly ArrayBuffer[] {
  if ('failure' in outcome) return [];
  return Object.values(outcome.values).flatMap(({ bytes }) =>
    bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : [],
  );
}
