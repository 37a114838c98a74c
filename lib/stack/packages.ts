import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as z from 'zod';
import { Problems } from './problems.ts';
import { root } from './root.ts';

const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The folders of packages and of all that they depend on, such as `node_modules/sharp`, in order. Optional dependencies
 * that are not installed are left out. Throws `Problems` when a package is missing.
 */
export function packagesOf(processID: string, names: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = find(name, from);
    if (folder === undefined) {
      throw new Problems([
        `Process ${processID}: \`bundle.external\` needs the package ${name}, which is not installed. Run \`npm install ${name}\`.`,
      ]);
    }
    if (folders.has(folder)) return;
    folders.add(folder);
    const { dependencies, optionalDependencies } = Manifest.parse(
      JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
    );
    for (const dependency of Object.keys(dependencies)) {
      if (!Object.hasOwn(optionalDependencies, dependency)) add(dependency, folder);
    }
    for (const dependency of Object.keys(optionalDependencies)) {
      if (find(dependency, folder) !== undefined) add(dependency, folder);
    }
  };
  for (const name of names) add(name, '.');
  return [...folders].sort();
}

/** As Node looks: in the packages of the folder itself, then of each folder above it. */
function find(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const candidate = posix.join(folder, 'node_modules', name);
    if (existsSync(join(root, candidate, 'package.json'))) return candidate;
    if (folder === '.') return undefined;
  }
}
