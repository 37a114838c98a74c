import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import type { Process } from '#lib/process/process.ts';
import type { Files } from './esbuild.ts';
import { packagesOf } from './packages.ts';
import { Problems } from './problems.ts';
import { root } from './root.ts';

/**
 * What a process has beside its bundle: the files that it names, where its code finds them by
 * `new URL('./data.csv', import.meta.url)`, and the packages that cannot be bundled, with all that these depend on.
 * Files are named relative to `folder`, where its module is. Throws `Problems` when something is not there.
 */
export function bundledFiles({ id, bundle }: Process, folder: string): Files {
  const files = bundle.files.flatMap((name) => {
    const path = posix.normalize(name);
    if (path.startsWith('..') || posix.isAbsolute(path)) {
      throw new Problems([
        `Process ${id}: \`bundle.files\` names ${name}, which is not below the folder of its module. Move it there.`,
      ]);
    }
    return read(
      join(folder, path),
      path,
      `Process ${id}: \`bundle.files\` names ${name}, which does not exist.`,
    );
  });
  const packages = packagesOf(id, bundle.external).flatMap((folder) =>
    read(join(root, folder), folder, `Process ${id}: There is no ${folder}.`),
  );
  return new Map([...files, ...packages]);
}

/** A file, or all files of a folder but the packages in it. */
function read(source: string, target: string, missing: string): [path: string, contents: Uint8Array][] {
  const found = statSync(source, { throwIfNoEntry: false });
  if (!found) throw new Problems([missing]);
  if (found.isFile()) return [[target, readFileSync(source)]];
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(source, path).split(sep).includes('node_modules'))
    .sort()
    .map((path) => [posix.join(target, relative(source, path).replaceAll(sep, '/')), readFileSync(path)]);
}
