import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import type { StandIn } from './stand-in.ts';

/**
 * Starts dynoxide and resolves when it answers. It dies with this process, even when that is killed with -9.
 * Throws an error of one sentence when there is no executable or its data cannot be read.
 *
 * @param options.file SQLite file to keep the tables in; absent: memory.
 * @param options.port Absent: any free one.
 */
export async function startDynoxide(
  options: { readonly file?: string; readonly port?: number } = {},
): Promise<StandIn> {
  const port = options.port ?? (await freePort());
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(
    'sh',
    [
      '-c',
      diesWithParent,
      'dynoxide',
      executable(),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      ...(options.file === undefined ? [] : ['--db-path', options.file]),
    ],
    // Detached: ctrl-C in the terminal reaches the parent only, which stops this last.
    { detached: true, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => {
      child.stdin.end();
      resolve();
    });
  });
  // What is written to a program that is gone is no matter.
  child.stdin.on('error', () => {});
  await readyOrGone(child, endpoint, options.file);

  return {
    endpoint,
    gone,
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

/** The parent holds the other end of stdin: when it ends, however it ends, so does the child. */
const diesWithParent = `
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ cat <&3 >/dev/null; kill $child 2>/dev/null; } 2>/dev/null &
watcher=$!
wait $child
status=$?
kill $watcher 2>/dev/null
exit $status`;

function executable(): string {
  const fromEnvironment = process.env.DYNOXIDE_BIN;
  if (fromEnvironment !== undefined) {
    if (existsSync(fromEnvironment)) return fromEnvironment;
    throw new Error(`There is no dynoxide executable at DYNOXIDE_BIN=${fromEnvironment}.`);
  }
  const platform = `${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`@dynoxide/${platform}/package.json`);
    return join(dirname(manifest), 'dynoxide');
  } catch {
    throw new Error(
      `The DynamoDB stand-in is not installed for ${platform}: run npm ci, set DYNOXIDE_BIN to a dynoxide executable, or AWS_ENDPOINT_URL_DYNAMODB to another DynamoDB.`,
    );
  }
}

async function readyOrGone(child: ChildProcess, endpoint: string, file?: string): Promise<void> {
  let said = '';
  // Only the child's own word tells it from another server on the same port.
  const listening = new Promise<void>((resolve) => {
    child.stderr?.on('data', (data) => {
      said += data;
      if (said.includes('listening on')) resolve();
    });
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => {
    throw new Error(sentence(said, file));
  });
  gone.catch(() => {});
  await Promise.race([gone, listening]);
  await Promise.race([gone, answers(endpoint)]);
}

async function answers(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const response = await fetch(endpoint).catch(() => undefined);
    if (response?.ok) return;
    await delay(25);
  }
  throw new Error(`The DynamoDB stand-in does not answer on ${endpoint}.`);
}

function sentence(said: string, file?: string): string {
  if (/not a valid SQLite|malformed|disk image/i.test(said)) {
    return `The table's data in ${file} cannot be read: start with --fresh, or move the file away.`;
  }
  return `The DynamoDB stand-in could not start: ${said.trim().replace(/^error: /, '')}.`;
}
