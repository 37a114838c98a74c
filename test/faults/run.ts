import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Chunk, Done } from './chunks.ts';
import { Counts } from './counts.ts';
import { figures } from './figures.ts';
import { explain, search } from './search.ts';

/**
 * Simulates many schedules: `npm run test:faults -- --runs 1000000 --workers 2 --seed 42`; or one again that failed, by
 * the `--seed` and `--path` that were printed.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    path: { type: 'string' },
    workers: { type: 'string', default: '1' },
  },
});
const runs = whole('runs', values.runs);
const seed = whole('seed', values.seed);
const chunkSize = 10_000;

if (values.path !== undefined) {
  const found = await search({ runs, seed, path: values.path });
  console.info(found ? await explain(found) : 'This schedule keeps every guarantee.');
  process.exitCode = found ? 1 : 0;
} else {
  console.info(`seed ${seed}`);
  const began = performance.now();
  const counts = new Counts();
  const chunks: Chunk[] = [];
  for (let left = runs; left > 0; left -= chunkSize) {
    chunks.push({ seed: seed + chunks.length, runs: Math.min(left, chunkSize) });
  }
  const waiting = chunks.values();
  const lines = Array.from({ length: whole('workers', values.workers) }, () => work(waiting, counts, began));
  await Promise.all(lines);
  console.info(figures(counts, secondsSince(began)));
}

/** Works off chunks in a thread of its own, until none is left or one fails. */
async function work(waiting: Iterator<Chunk>, counts: Counts, began: number): Promise<void> {
  const thread = new Worker(new URL('./chunks.ts', import.meta.url));
  try {
    for (let next = waiting.next(); !next.done && !process.exitCode; next = waiting.next()) {
      const done = Promise.withResolvers<Done>();
      thread.once('message', done.resolve).once('error', done.reject);
      thread.postMessage(next.value);
      const { counted, failure } = await done.promise;
      thread.removeAllListeners('error');
      for (const [name, count] of counted) counts.add(name, count);
      const schedules = counts.of('schedules');
      console.info(`${schedules} of ${runs}, ${Math.round(schedules / secondsSince(began))} a second`);
      if (failure === undefined) continue;
      console.error(failure);
      process.exitCode = 1;
    }
  } finally {
    await thread.terminate();
  }
}

function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new Error(`--${name} is ${text}; it must be a whole number.`);
}
