import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Run } from '#lib/job/run.ts';
import { withSamples } from './samples.ts';

/** Never asked for: files stand behind it. */
const origin = 'https://samples.invalid/';

/**
 * Inputs whose samples are read from a folder, as though they had been fetched; `missing` are those that are not
 * there.
 */
export async function toLocalReferences(
  given: Run['inputs'],
  folder: string,
): Promise<Pick<Run, 'inputs' | 'files'> & { readonly missing: readonly string[] }> {
  const names = new Map<string, string>();
  const inputs = withSamples(given, (name) => {
    const href = origin + encodeURIComponent(name);
    names.set(href, name);
    return { href };
  });
  const files = Object.fromEntries([...names].map(([href, name]) => [href, { file: resolve(folder, name) }]));
  const found = await Promise.all([...names].map(([href, name]) => isThere(files[href]?.file ?? name)));
  return { inputs, files, missing: [...names.values()].filter((_, index) => !found[index]) };
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
