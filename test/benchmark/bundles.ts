import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bundle, bundleFunctions } from '#lib/stack/bundle-functions.ts';
import { catalogueModules } from '#lib/stack/catalogue-modules.ts';
import { esbuild } from '#lib/stack/esbuild.ts';
import type { FunctionDefinition } from '#localstack/function.ts';
import * as processes from '#processes';
import { synthesisedFunctions } from './app.ts';
import { type BundleSize, bundleSize } from './bundle-sizes.ts';
import { importTimes } from './import-times.ts';
import { byPackage, type Packages } from './packages.ts';

export interface MeasuredBundle extends BundleSize {
  readonly name: string;
  readonly kind: Kind;
  /** Milliseconds, and as a multiple of the bare client's. */
  readonly importTime: number;
  readonly importRatio: number;
  /** What a function's entry is made of. */
  readonly packages?: Packages;
}

/** A process's own function starts the author's thread while it is imported, so its time is not the bundle's alone. */
type Kind = 'bare client' | 'function' | 'process';

interface Module {
  readonly name: string;
  readonly kind: Kind;
  readonly folder: string;
  readonly entry: string;
  readonly environment: FunctionDefinition['environment'];
}

/** Sizes and import times of all functions of the template, the bare client first. */
export async function measureBundles(folder: string): Promise<readonly MeasuredBundle[]> {
  const functions = await synthesisedFunctions(join(folder, 'cloud-assembly'));
  const reference = await bareClient(join(folder, 'bare-client'));
  const modules = [reference, ...modulesOf(functions)];
  const times = await importTimes(reference, modules);
  const bundles: Readonly<Record<string, Bundle>> = await bundleFunctions(
    catalogueModules(Object.values(processes), 0),
  );
  return Promise.all(
    modules.map(async ({ name, kind, folder, entry }, place) => {
      const { time: importTime = Number.NaN, ratio: importRatio = Number.NaN } = times[place] ?? {};
      const main = bundles[name]?.main;
      return {
        name,
        kind,
        ...(await bundleSize(folder, entry)),
        importTime,
        importRatio,
        ...(main && { packages: byPackage(main) }),
      };
    }),
  );
}

/** All functions, and the main module that those of processes share. */
function modulesOf(functions: ReadonlyMap<string, FunctionDefinition>): readonly Module[] {
  const ids = new Set(Object.values(processes).map(({ id }) => id));
  const modules = [...functions].map(([name, { folder, environment }]): Module => {
    const kind = ids.has(name) ? 'process' : 'function';
    return { name, kind, folder, entry: 'index.mjs', environment };
  });
  const shared = modules.find(({ kind }) => kind === 'process');
  if (!shared) return modules;
  return [...modules, { ...shared, name: 'run-process', kind: 'function', entry: 'run-process.mjs' }];
}

/** Bundled by the very settings that the functions are bundled by. */
async function bareClient(folder: string): Promise<Module> {
  const { files } = await esbuild({ index: join(import.meta.dirname, 'bare-client.ts') });
  await mkdir(folder, { recursive: true });
  for (const [path, contents] of files) await writeFile(join(folder, path), contents);
  return { name: 'bare DynamoDB client', kind: 'bare client', folder, entry: 'index.mjs', environment: {} };
}
