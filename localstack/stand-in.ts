import { setTimeout as delay } from 'node:timers/promises';

/** A program that stands in for a service, on loopback. */
export interface StandIn {
  /** Such as `http://127.0.0.1:38211`. */
  readonly endpoint: string;
  /** Resolves when it is gone, however that came. */
  readonly gone: Promise<void>;
  /** Ends it, and resolves when it is gone. Harmless when repeated. */
  stop(): Promise<void>;
}

/** How often it is started in a row before it is given up. */
const patience = 5;

/**
 * Starts a stand-in, and again at the same address and on the same data whenever it dies, saying so in a sentence. Rejects
 * where it cannot be started at first.
 *
 * @param start Starts it at this port; absent: any free one.
 */
export async function keepRunning<T extends StandIn>(
  name: string,
  start: (port?: number) => Promise<T>,
  say: (sentence: string) => void = (sentence) => void process.stderr.write(`${sentence}\n`),
): Promise<{ readonly endpoint: string; now(): T; stop(): Promise<void> }> {
  let current = await start();
  const { endpoint } = current;
  const port = Number(new URL(endpoint).port);
  let stopping = false;
  const watching = watch();
  return {
    endpoint,
    now: () => current,
    stop: async () => {
      stopping = true;
      await current.stop();
      await watching;
    },
  };

  async function watch(): Promise<void> {
    for (;;) {
      await current.gone;
      if (stopping) return;
      say(`The stand-in for ${name} died and is started again.`);
      const next = await again();
      if (next === undefined) return;
      current = next;
      if (stopping) await current.stop();
    }
  }

  async function again(): Promise<T | undefined> {
    for (let attempt = 1; !stopping; attempt++) {
      try {
        return await start(port);
      } catch (error) {
        if (attempt < patience) await delay(attempt * 200);
        else {
          const why = error instanceof Error ? error.message : String(error);
          say(`The stand-in for ${name} cannot be started again, so stop this and start it anew. ${why}`);
          return undefined;
        }
      }
    }
    return undefined;
  }
}
