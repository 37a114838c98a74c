import { Exception } from '#lib/ogc/exception.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { nearest } from '#lib/process/nearest.ts';

/**
 * Says that there is no such process, and which one was probably meant: whoever gets as far as this may see them all.
 *
 * @see /req/core/process-exception/no-such-process
 */
export function noSuchProcess(processID: string, { processes }: Pick<Catalogue, 'processes'>): Exception {
  const meant = nearest(
    processID,
    processes.map(({ summary }) => summary.id),
  );
  const question = meant === undefined ? '.' : `; did you mean ${meant}?`;
  return new Exception('no-such-process', `There is no process ${processID}${question}`);
}
