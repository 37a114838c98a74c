import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Why a list of processes cannot be loaded, in a sentence that names the list and, where the error knows it, the line
 * of the author's module.
 *
 * @param list Path of the module that lists processes.
 */
export function notLoaded(list: string, error: unknown): string {
  const name = relative('.', list);
  if (!(error instanceof Error)) return `${name} cannot be loaded: ${error}.`;
  const cause = (error.message.split('\n')[0] ?? '').replace(/\.$/, '');
  const where = lineIn(resolve(list, '..'), error);
  return `${name} cannot be loaded: ${cause}${where === undefined ? '' : ` (${where})`}.`;
}

/** The first line of the error's stack that is in the folder. */
function lineIn(folder: string, { stack = '' }: Error): string | undefined {
  for (const [, place = '', line] of stack.matchAll(/((?:file:\/)?\/\S+?):(\d+)/g)) {
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (file.startsWith(`${folder}${sep}`)) return `${relative('.', file)}:${line}`;
  }
  return undefined;
}
