import { setTimeout } from 'node:timers/promises';
import { definitionOf } from './definition.ts';
import { echoJob, slowJob } from './echo.ts';
import type { Exchange } from './exchange.ts';
import { failedJob } from './failed-job.ts';
import { membersOf } from './reading.ts';
import type { Server } from './server.ts';

/** Jobs that have ended, each in another way where the server lets it, by their last status. */
export function endedJobs(server: Server): Promise<readonly Exchange[]> {
  return server.once('ended jobs', async () => {
    const { job } = await echoJob(server);
    const successful = await server.ended(job);
    const failed = await failedJob(server).catch(() => successful);
    return successful === failed ? [successful] : [successful, failed];
  });
}

/** Lists of jobs, each by a query of its own, beside jobs whose status is known. */
export async function filteredLists(server: Server, queries: readonly string[]) {
  const known = await endedJobs(server);
  const lists = await Promise.all(queries.map((query) => server.get(`/jobs?${query}&limit=1000`)));
  return { known, lists };
}

/** The definition of the API, and lists that were asked for by queries. */
export async function definedAndUsed(server: Server, queries: readonly string[]) {
  const lists = await Promise.all(queries.map((query) => server.get(`/jobs?${query}`)));
  return { definition: await definitionOf(server), lists };
}

/** A job that has been running for some seconds, by the status that says so. */
export async function runningJob(server: Server, seconds: number): Promise<Exchange> {
  const { job } = await slowJob(server, seconds + 15);
  for (;;) {
    const status = await server.get(job);
    const { status: word, started } = membersOf(status);
    if (word !== 'accepted' && word !== 'running') return status;
    if (word === 'running' && Date.now() - Date.parse(String(started)) > seconds * 1000) return status;
    await setTimeout(500);
  }
}
