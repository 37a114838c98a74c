import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Process } from '#lib/process/process.ts';
import { allLiteral } from '#lib/process/variables.ts';
import { type BundleName, bundleFunctions } from './bundle-functions.ts';
import { bundleProcesses } from './bundle-processes.ts';
import { catalogueModules } from './catalogue-modules.ts';
import type { Config } from './config.ts';
import type { Files } from './esbuild.ts';
import type { DeclaredProcess } from './load-processes.ts';

/** Folders that are uploaded as the code of functions. */
export interface Bundles {
  readonly functions: Readonly<Record<Exclude<BundleName, 'run-process'>, string>>;
  /** By processID. */
  readonly processes: ReadonlyMap<string, string>;
}

interface Sources {
  readonly declared: readonly DeclaredProcess[];
  readonly config: Pick<Config, 'cacheHours' | 'identity' | 'issuer' | 'publicDiscovery'>;
}

/** Bundles everything that is uploaded, each function into a folder of its own below `folder`. */
export async function bundle({ declared, config }: Sources, folder: string): Promise<Bundles> {
  const cacheTtl = config.cacheHours * 3600;
  const processes = declared.map(({ process }) => process);
  const catalogue = catalogueModules(processes, cacheTtl, config);
  const [{ 'run-process': shared, ...functions }, own] = await Promise.all([
    bundleFunctions(catalogue),
    bundleProcesses({ declared, catalogue }, cacheTtl),
  ]);
  const written = await writeAll(
    Object.entries(functions).map(([name, { files }]) => [name, files] as const),
    folder,
  );
  const writtenProcesses = await writeAll(
    processes.map(
      (process) =>
        [process.id, new Map([...neededBy(process, shared.files), ...(own.get(process.id) ?? [])])] as const,
    ),
    join(folder, 'processes'),
  );
  return {
    functions: Object.fromEntries(written) as Bundles['functions'],
    processes: new Map(writtenProcesses),
  };
}

/** Without what reads variables that are kept elsewhere, where there are none: it is a quarter of all. */
function neededBy({ environment }: Process, files: Files): Files {
  if (!allLiteral(environment)) return files;
  return new Map([...files].filter(([name]) => name !== 'parameter-store.mjs'));
}

function writeAll(bundles: readonly (readonly [name: string, files: Files])[], folder: string) {
  return Promise.all(
    bundles.map(async ([name, files]) => {
      await write(files, join(folder, name));
      return [name, join(folder, name)] as const;
    }),
  );
}

async function write(files: Files, folder: string): Promise<void> {
  for (const [path, contents] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
  }
}
