import { parentPort } from 'node:worker_threads';
import { Counts } from './counts.ts';
import { explain, search } from './search.ts';

/** A part of a long run, with a seed of its own. */
export interface Chunk {
  readonly runs: number;
  readonly seed: number;
}

export interface Done {
  readonly counted: readonly (readonly [string, number])[];
  /** What went wrong, in words. */
  readonly failure?: string;
}

/** A thread that simulates chunk by chunk. */
parentPort?.on('message', async (chunk: Chunk) => {
  const counts = new Counts();
  const found = await search({ ...chunk, counts });
  const done: Done = { counted: counts.entries(), ...(found && { failure: await explain(found) }) };
  parentPort?.postMessage(done);
});
