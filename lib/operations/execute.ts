import type { Answer } from '#lib/ogc/answer.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { answerFromCache } from './answer-from-cache.ts';
import { assertRoom } from './assert-room.ts';
import { executeLater } from './execute-later.ts';
import { executeNow } from './execute-now.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import { readExecution } from './execution.ts';

/**
 * Executes a process: what is wrong with the request is said before any job exists; what the cache has is answered from
 * there; the rest runs while the client waits, or as a job. Each makes its job under the client's idempotency key, if it
 * gave one, and answers again what has the key already.
 *
 * @see /req/core/process-execute-op
 */
export async function execute(
  { catalogue, ...ports }: ExecutePorts & { readonly catalogue: Catalogue },
  request: Request,
  settings: ExecuteSettings,
): Promise<Answer> {
  const execution = await readExecution(catalogue, request, settings, ports.receiverRules);
  const { cacheKey, submission, mode, description } = execution;
  if (cacheKey !== undefined && !submission.fresh) {
    const entry = await ports.cache.read({ key: cacheKey, processID: description.id }, ports.clock.now());
    if (entry) return answerFromCache(ports, execution, entry, settings);
  }
  await assertRoom(ports, execution, settings);
  return mode.mode === 'async'
    ? executeLater(ports, execution, settings)
    : executeNow(ports, execution, settings);
}
