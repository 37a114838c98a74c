import { Exception } from '#lib/ogc/exception.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { noneSuch } from '#lib/process/none-such.ts';

/**
 * Says that there is no such process, and which one was probably meant: whoever gets as far as this may see them all.
 *
 * @see /req/core/process-exception/no-such-process
 */
export function noSuchProcess(processID: string, { processes }: Pick<Catalogue, 'processes'>): Exception {
  const known = processes.map(({ summary }) => summary.id);
  return new Exception('no-such-process', noneSuch('process', processID, known));
}
