import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { startRunner } from '#localstack/runner.ts';
import type { LoadResult } from './load-client.ts';

/** Puts load on a runner with stand-ins of its own. The client has a thread of its own, and ends with this process. */
export async function measureLoad(dataDir: string): Promise<readonly LoadResult[]> {
  const runner = await startRunner({ dataDir, log: 'error' });
  const client = new Worker(new URL('./load-client.ts', import.meta.url), { workerData: runner.url });
  try {
    const [results] = (await once(client, 'message')) as [readonly LoadResult[]];
    return results;
  } finally {
    await client.terminate();
    await runner.stop();
  }
}
