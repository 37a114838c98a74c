import { isDeepStrictEqual } from 'node:util';
import type { FunctionDefinition } from './function.ts';
import { type Answer, type Sandbox, startSandbox } from './sandbox.ts';

/** The functions of the template, run by processes of their own. */
export interface Functions {
  /** Takes these definitions from now on: instances of functions that changed end after what they are doing. */
  define(definitions: readonly FunctionDefinition[]): void;
  has(name: string): boolean;
  /** Absent when the function's reserved concurrency is used up. Waits where there is no room for an instance. */
  invoke(name: string, payload: string): Promise<Answer | undefined>;
  /** Ends every instance, whatever it is doing. */
  stop(): Promise<void>;
}

export interface Bounds {
  /** Instances of one function, and of all together. */
  readonly perFunction: number;
  readonly total: number;
  /** Milliseconds after which an idle instance ends. */
  readonly idle: number;
}

interface Options extends Bounds {
  log(name: string, line: string): void;
  readonly compileCache: string;
}

interface Pool {
  definition: FunctionDefinition;
  /** The warmest last. */
  readonly idle: Idle[];
  busy: number;
}

interface Idle {
  readonly sandbox: Sandbox;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

/** An invocation that waits for room. */
interface Waiting {
  readonly pool: Pool;
  start(sandbox: Sandbox): void;
}

/**
 * Memory decides how many instances there may be. One function may have half of them at most, so that an `execute` which
 * waits for a process's function leaves room for it.
 */
export function boundsOfThisMachine(): Bounds {
  const megabytes = process.availableMemory() / 1e6;
  const total = Math.min(64, Math.max(20, Math.floor((megabytes * 0.6) / 120)));
  return { total, perFunction: Math.min(16, Math.floor(total / 2)), idle: 300_000 };
}

/** A set of functions, empty until `define`. */
export function functions(options: Options): Functions {
  const pools = new Map<string, Pool>();
  const sandboxes = new Set<Sandbox>();
  const waiting: Waiting[] = [];

  return {
    has: (name) => pools.has(name),
    define: (definitions) => {
      const wanted = new Map(definitions.map((definition) => [definition.name, definition]));
      for (const [name, pool] of pools) {
        if (wanted.has(name)) continue;
        dropIdle(pool);
        pools.delete(name);
      }
      for (const [name, definition] of wanted) {
        const pool = pools.get(name);
        if (!pool) pools.set(name, { definition, idle: [], busy: 0 });
        else if (!isDeepStrictEqual(pool.definition, definition)) {
          pool.definition = definition;
          dropIdle(pool);
        }
      }
    },
    invoke: async (name, payload) => {
      const pool = pools.get(name);
      if (!pool) throw new Error(`There is no function ${name}.`);
      const { reserved } = pool.definition;
      const ahead = pool.busy + waiting.filter((entry) => entry.pool === pool).length;
      if (reserved !== undefined && ahead >= reserved) return undefined;

      const sandbox = acquire(pool) ?? (await new Promise<Sandbox>((start) => waiting.push({ pool, start })));
      try {
        return await sandbox.invoke(payload);
      } finally {
        release(pool, sandbox);
      }
    },
    stop: async () => {
      for (const pool of pools.values()) dropIdle(pool);
      await Promise.all([...sandboxes].map((sandbox) => sandbox.end()));
    },
  };

  /** A warm instance, or a new one if there may be one. */
  function acquire(pool: Pool): Sandbox | undefined {
    const sandbox = takeIdle(pool) ?? (pool.busy < options.perFunction ? startIfRoom(pool) : undefined);
    if (sandbox) pool.busy += 1;
    return sandbox;
  }

  function takeIdle(pool: Pool): Sandbox | undefined {
    for (let idle = pool.idle.pop(); idle; idle = pool.idle.pop()) {
      clearTimeout(idle.timer);
      if (idle.sandbox.alive()) return idle.sandbox;
      drop(idle.sandbox);
    }
    return undefined;
  }

  function startIfRoom(pool: Pool): Sandbox | undefined {
    if (sandboxes.size >= options.total) dropLongestIdle();
    if (sandboxes.size >= options.total) return undefined;
    const sandbox = startSandbox(pool.definition, options);
    sandboxes.add(sandbox);
    return sandbox;
  }

  function release(pool: Pool, sandbox: Sandbox): void {
    pool.busy -= 1;
    if (!sandbox.alive() || sandbox.definition !== pool.definition) drop(sandbox);
    else {
      const timer = setTimeout(() => dropIdle(pool, sandbox), options.idle).unref();
      pool.idle.push({ sandbox, since: Date.now(), timer });
    }
    for (const entry of [...waiting]) {
      const next = acquire(entry.pool);
      if (!next) continue;
      waiting.splice(waiting.indexOf(entry), 1);
      entry.start(next);
    }
  }

  function dropLongestIdle(): void {
    const [longest] = [...pools.values()]
      .flatMap((pool) => pool.idle.slice(0, 1).map(({ sandbox, since }) => ({ pool, sandbox, since })))
      .sort((a, b) => a.since - b.since);
    if (longest) dropIdle(longest.pool, longest.sandbox);
  }

  /** Ends one idle instance, or all of them. */
  function dropIdle(pool: Pool, only?: Sandbox): void {
    for (const idle of [...pool.idle]) {
      if (only && idle.sandbox !== only) continue;
      clearTimeout(idle.timer);
      pool.idle.splice(pool.idle.indexOf(idle), 1);
      drop(idle.sandbox);
    }
  }

  function drop(sandbox: Sandbox): void {
    sandboxes.delete(sandbox);
    void sandbox.end();
  }
}
