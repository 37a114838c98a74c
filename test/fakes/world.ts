import type { Callback, CallbackOutcome } from '#lib/job/callback.ts';
import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import type { Fetched, Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { ownName } from '#lib/process/variables.ts';
import type { Posted, Store } from './store.ts';

/** What the world beyond the table answers; tests may replace members at any time. */
export interface Script {
  /** Absent means no room, a rejection that the function died. */
  invoke(processID: string, invocation: Invocation): Promise<Outcome | undefined>;
  fetch(href: string, signal?: AbortSignal): Promise<Fetched>;
  /** A rejection means that the queue is out of reach. */
  send(message: Parameters<Ports['queue']['send']>[0]): Promise<void>;
  /** A rejection means that the queue of callbacks is out of reach, or that of their outcomes. */
  sendCallback(callback: Callback): Promise<void>;
  report(outcome: CallbackOutcome): Promise<void>;
  /** What a receiver answers. */
  post(request: Posted): ReturnType<Ports['receivers']['post']>;
  table(): Promise<void>;
  queues(): Promise<void>;
}

/** Without a script: every invocation is throttled, every reference is missing, every receiver content, all is healthy. */
export const silentScript: Script = {
  invoke: async () => undefined,
  fetch: async (href) => {
    throw new Exception('invalid-parameter', `The reference ${href} answered 404 Not Found.`);
  },
  send: async () => {},
  sendCallback: async () => {},
  report: async () => {},
  post: async () => ({ statusCode: 200 }),
  table: async () => {},
  queues: async () => {},
};

/** The queue, the processes' functions, references and health: recorded, and answered from the script. */
export function fakeWorld(
  store: Store,
  script: Script,
): Pick<Ports, 'queue' | 'ownQueue' | 'processes' | 'references' | 'parameters' | 'health'> {
  const queue: Ports['queue'] = {
    send: async (message) => {
      await script.send(message);
      if (store.withoutQueue.has(message.processID)) return false;
      store.messages.push({ ...message });
      return true;
    },
  };
  return {
    queue,
    ownQueue: queue,
    processes: {
      invoke: async (processID, invocation) => {
        store.invocations.push({ processID, invocation: structuredClone(invocation) });
        return script.invoke(processID, invocation);
      },
    },
    references: {
      fetch: async (href, signal) => {
        signal?.throwIfAborted();
        store.fetched.push(href);
        return script.fetch(href, signal);
      },
    },
    parameters: {
      read: async (names) =>
        Object.fromEntries(
          names.flatMap((name) => {
            const value = store.parameters.get(ownName(name));
            return value === undefined ? [] : [[name, value]];
          }),
        ),
    },
    health: {
      table: () => script.table(),
      queues: () => script.queues(),
    },
  };
}
