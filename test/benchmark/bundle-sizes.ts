import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

/** Bytes of a function's modules. */
export interface BundleSize {
  readonly entry: number;
  /** The entry and all that it imports statically: what every start reads. */
  readonly atStart: number;
  /** What is imported on first use, if at all. */
  readonly later: number;
}

/** Weighs the modules of an unpacked asset as they are uploaded, by following their imports. */
export async function bundleSize(folder: string, entry: string): Promise<BundleSize> {
  const { metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    outdir: folder,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
    plugins: [leftOut],
  });
  const weigh = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + (metafile.inputs[file]?.bytes ?? 0), 0);
  const atStart = weigh(importedBy(entry, metafile.inputs));
  return { entry: weigh([entry]), atStart, later: weigh(Object.keys(metafile.inputs)) - atStart };
}

/** What a function never imports is not in its asset: `parameter-store.mjs` where a process has no variables to read. */
const leftOut: Plugin = {
  name: 'left-out',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ path, resolveDir }) =>
      existsSync(join(resolveDir, path)) ? undefined : { path, external: true },
    );
  },
};

/** A module and all that it imports statically, directly or not. */
function importedBy(
  file: string,
  inputs: Metafile['inputs'],
  found = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, kind, external } of inputs[file]?.imports ?? []) {
    if (kind !== 'dynamic-import' && external !== true) importedBy(path, inputs, found);
  }
  return found;
}
