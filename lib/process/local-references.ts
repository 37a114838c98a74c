import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Run } from '#lib/job/run.ts';
import { mapInputs, withSamples } from './samples.ts';

/** Never asked for: files stand behind it. */
const origin = 'https://samples.invalid/';

/**
 * Inputs whose samples are read from a folder, as though they had been fetched; `missing` are those that are not
 * there. With `paths`, an `href` that is no URL is a path from that folder too.
 */
export async function toLocalReferences(
  given: Run['inputs'],
  folder: string,
  { paths = false }: { readonly paths?: boolean } = {},
): Promise<Pick<Run, 'inputs' | 'files'> & { readonly missing: readonly string[] }> {
  const names = new Map<string, string>();
  const toHref = (name: string): string => {
    const href = origin + encodeURIComponent(name);
    names.set(href, name);
    return href;
  };
  const sampled = withSamples(given, (name) => ({ href: toHref(name) }));
  const inputs = paths ? withPaths(sampled, toHref) : sampled;
  const files = Object.fromEntries([...names].map(([href, name]) => [href, { file: resolve(folder, name) }]));
  const found = await Promise.all(Object.values(files).map(({ file }) => isThere(file)));
  return { inputs, files, missing: [...names.values()].filter((_, index) => !found[index]) };
}

function withPaths(inputs: Run['inputs'], toHref: (path: string) => string): Run['inputs'] {
  return mapInputs(inputs, (value) => {
    if (typeof value !== 'object' || value === null || !('href' in value)) return value;
    const { href } = value;
    return typeof href === 'string' && !URL.canParse(href) ? { ...value, href: toHref(href) } : value;
  });
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
