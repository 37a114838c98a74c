import type { Ports } from '#lib/job/ports.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import type { Log } from '#lib/process/process.ts';
import { answerFromCache } from './answer-from-cache.ts';
import { executeLater } from './execute-later.ts';
import { executeNow } from './execute-now.ts';
import { type ReadSettings, readExecution } from './execution.ts';

export interface ExecuteSettings extends ReadSettings {
  /** Seconds that a claim holds without a heartbeat. */
  readonly leaseSeconds: number;
  /** Seconds after which the sweeper sends an unclaimed job again. */
  readonly redispatchSeconds: number;
  readonly retentionDays: number;
}

export type ExecutePorts = Pick<Ports, 'newJobs' | 'queue' | 'processes' | 'cache' | 'outputs' | 'clock'> & {
  readonly log: Pick<Log, 'error'>;
};

/**
 * Executes a process: what is wrong with the request is said before any job exists; what the cache has is answered from
 * there; the rest runs while the client waits, or as a job.
 *
 * @see /req/core/process-execute-op
 */
export async function execute(
  { catalogue, ...ports }: ExecutePorts & { readonly catalogue: Catalogue },
  request: Request,
  settings: ExecuteSettings,
): Promise<Answer> {
  const execution = await readExecution(catalogue, request, settings);
  const { cacheKey, submission, mode } = execution;
  if (cacheKey !== undefined && !submission.fresh) {
    const entry = await ports.cache.read(cacheKey, ports.clock.now());
    if (entry) return answerFromCache(ports, execution, entry, settings);
  }
  return mode.mode === 'async'
    ? executeLater(ports, execution, settings)
    : executeNow(ports, execution, settings);
}
