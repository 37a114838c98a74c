import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkProcesses } from '#lib/process/check.ts';
import { generateDescriptions } from '#lib/process/generate-descriptions.ts';
import type { Process } from '#lib/process/process.ts';
import type { Config } from './config.ts';
import { refuse } from './problems.ts';
import { root } from './root.ts';

/** A process and the name under which the list of processes exports it. */
export interface DeclaredProcess {
  readonly exportName: string;
  readonly process: Process;
}

/**
 * Loads the processes that an index lists, in order of id, after making what is generated of their description files.
 * Throws `Problems` when a definition is wrong or cannot be deployed with these settings.
 */
export async function loadProcesses(index: string, config: Config): Promise<readonly DeclaredProcess[]> {
  refuse(await generateDescriptions(dirname(index), { write: true }));
  const module: Record<string, Process> = await import(pathToFileURL(index).href);
  const declared = Object.entries(module).map(([exportName, process]) => ({ exportName, process }));

  const processes = declared.map(({ process }) => process);
  const { stage } = config;
  refuse(await checkProcesses(processes, { stage, samples: join(root, 'samples') }));
  refuse(processes.flatMap((process) => tooLongCached(process, config)));
  return declared.sort((a, b) => (a.process.id < b.process.id ? -1 : 1));
}

/** The bucket deletes by age, so that nothing in it may be needed for longer than is known beforehand. */
function tooLongCached({ id, cache }: Process, { cacheHoursMaximum }: Config): string[] {
  const hours = (cache?.ttl ?? 0) / 3600;
  if (hours <= cacheHoursMaximum) return [];
  return [
    `Process ${id}: \`cache.ttl\` is ${hours} hours. Lower it to the setting cacheHoursMaximum (${cacheHoursMaximum}), or raise that.`,
  ];
}
