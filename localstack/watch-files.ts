import { existsSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells of every file that changes below some folders, new folders too. Each folder is watched by itself: Node's own
 * recursive watching loses files that an editor replaces.
 */
export function watchFiles(folders: readonly string[], onChange: (file: string) => void): void {
  const watched = new Set<string>();
  const add = (folder: string) => {
    if (watched.has(folder) || !existsSync(folder)) return;
    watched.add(folder);
    watch(folder, (_, name) => {
      for (const below of foldersIn(folder)) add(below);
      if (name !== null) onChange(join(folder, name));
    }).on('error', () => watched.delete(folder));
    for (const below of foldersIn(folder)) add(below);
  };
  for (const folder of folders) add(folder);
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [join(folder, entry.name)] : [],
  );
}
