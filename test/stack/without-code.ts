import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundles } from '#lib/stack/bundle.ts';
import { functions } from '#lib/stack/functions.ts';
import type { DeclaredProcess } from '#lib/stack/load-processes.ts';

/** Folders in which there is nothing to run, in no time: for whoever looks at the template only. */
export async function withoutCode(
  { declared }: { readonly declared: readonly DeclaredProcess[] },
  folder: string,
): Promise<Bundles> {
  const names = [...Object.keys(functions), 'authorize', 'empty-bucket'];
  const ids = declared.map(({ process }) => process.id);
  const nothing = (name: string) => join(folder, name);
  for (const name of [...names, ...ids]) {
    await mkdir(nothing(name), { recursive: true });
    await writeFile(join(nothing(name), 'index.mjs'), '');
  }
  return {
    functions: Object.fromEntries(names.map((name) => [name, nothing(name)])) as Bundles['functions'],
    processes: new Map(ids.map((id) => [id, nothing(id)])),
  };
}
