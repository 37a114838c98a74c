import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkProcesses } from '#lib/process/check.ts';
import { generateDescriptions } from '#lib/process/generate-descriptions.ts';
import type { Process } from '#lib/process/process.ts';
import type { Config } from './config.ts';
import { notLoaded } from './not-loaded.ts';
import { checkOverrides, withOverrides } from './overrides.ts';
import { Problems, refuse } from './problems.ts';
import { root } from './root.ts';

/** A process and where it is declared. */
export interface DeclaredProcess {
  readonly process: Process;
  /** The module that declares it, and its name there. */
  readonly module: string;
  readonly exportName: string;
}

/**
 * Loads the processes that an index lists, in order of id and as the settings have them, after making what is generated
 * of their description files.
 * Throws `Problems` when a definition is wrong or cannot be deployed with these settings.
 */
export async function loadProcesses(index: string, config: Config): Promise<readonly DeclaredProcess[]> {
  refuse(await generateDescriptions(dirname(index), { write: true }));
  const list = await load(index);
  const origins = originsIn(await readFile(index, 'utf8'), dirname(index));
  const declared = Object.entries(list).map(([name, process]) => ({
    process,
    ...(origins.get(name) ?? { module: index, exportName: name }),
  }));

  const processes = declared.map(({ process }) => process);
  const { stage } = config;
  refuse([
    ...(await checkProcesses(processes, { stage, samples: join(root, 'samples') })),
    ...processes.flatMap((process) => tooLongCached(process, config)),
    ...checkOverrides(processes, config),
  ]);
  return declared
    .map((one) => ({ ...one, process: withOverrides(one.process, config) }))
    .sort((a, b) => (a.process.id < b.process.id ? -1 : 1));
}

async function load(index: string): Promise<Readonly<Record<string, Process>>> {
  try {
    return await import(pathToFileURL(index).href);
  } catch (error) {
    throw new Problems([notLoaded(index, error)]);
  }
}

type Origin = Pick<DeclaredProcess, 'module' | 'exportName'>;

/**
 * The modules behind `export { … } from '…'`, by name. A bundle that starts there, and not at the list, does not depend
 * on what else is listed.
 */
function originsIn(list: string, folder: string): ReadonlyMap<string, Origin> {
  const lines = list.matchAll(/^export\s*\{([^}]*)\}\s*from\s*(['"])(\..*?)\2/gm);
  return new Map(
    [...lines].flatMap(([, names = '', , path = '']) =>
      names.split(',').map((item) => {
        const [exportName = '', name = exportName] = item.trim().split(/\s+as\s+/);
        return [name, { module: join(folder, path), exportName }] as const;
      }),
    ),
  );
}

/** The bucket deletes by age, so that nothing in it may be needed for longer than is known beforehand. */
function tooLongCached({ id, cache }: Process, { cacheHoursMaximum }: Config): string[] {
  const hours = (cache?.ttl ?? 0) / 3600;
  if (hours <= cacheHoursMaximum) return [];
  return [
    `Process ${id}: \`cache.ttl\` is ${hours} hours. Lower it to the setting cacheHoursMaximum (${cacheHoursMaximum}), or raise that.`,
  ];
}
