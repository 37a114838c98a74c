import { noneSuch } from '#lib/process/none-such.ts';
import type { Process } from '#lib/process/process.ts';
import { Told } from './operator-command.ts';

/** The ids of the processes that are meant. Throws `Told`. */
export function processesToPurge(
  named: readonly string[],
  all: boolean,
  processes: readonly Pick<Process, 'id' | 'cache'>[],
): readonly string[] {
  const cached = processes.filter(({ cache }) => cache !== undefined).map(({ id }) => id);
  if (all && named.length > 0) throw new Told('Name a process or say --all, not both.');
  if (!all && named.length === 0) {
    throw new Told(`Name a process, or say --all: of ${listed(cached)} results are cached.`);
  }
  for (const id of named) {
    const process = processes.find((known) => known.id === id);
    if (process === undefined) {
      const known = processes.map((one) => one.id);
      throw new Told(noneSuch('process', id, known));
    }
    if (process.cache === undefined) {
      throw new Told(`The process ${id} allows no cache; of ${listed(cached)} results are cached.`);
    }
  }
  return all ? cached : named;
}

function listed(ids: readonly string[]): string {
  return ids.length === 0 ? 'no process' : ids.join(', ');
}
