import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { credentials, esbuild, type Files, type Output } from './esbuild.ts';
import { type FunctionName, functions } from './functions.ts';
import { generated } from './generated.ts';
import { onFirstUse } from './on-first-use.ts';
import { root } from './root.ts';

/** A bundle's main module and what it may load later, as esbuild describes them. */
export interface Bundle {
  readonly files: Files;
  readonly main: Metafile['outputs'][string];
}

/** Every function of the stack, and the main module of processes' functions. */
export type BundleName = FunctionName | 'authorize' | 'empty-bucket' | 'run-process';

/**
 * Bundles every function, and the main module of processes, in one build, each by itself: what two of them share is in
 * both. What one imports on first use is a file beside it (docs/decisions/no-shared-chunks.md).
 */
export async function bundleFunctions(
  catalogue: ReadonlyMap<string, string>,
): Promise<Record<BundleName, Bundle>> {
  const names = [
    ...(Object.keys(functions) as FunctionName[]),
    'authorize',
    'empty-bucket',
    'run-process',
  ] as const;
  const output = await build(new Map(names.map((name) => [name, `functions/${name}.ts`])), catalogue);
  return Object.fromEntries(names.map((name) => [name, bundleOf(name, output)])) as Record<
    BundleName,
    Bundle
  >;
}

/** Builds modules by name, then those that they import on first use, and so on. */
async function build(
  entries: ReadonlyMap<string, string>,
  modules: ReadonlyMap<string, string>,
): Promise<Output> {
  const found = new Map<string, string>();
  const { files, metafile } = await esbuild(Object.fromEntries(entries), {
    plugins: [onFirstUse(found), generated(modules)],
  });
  const more = new Map([...found].filter(([name]) => !entries.has(name)));
  if (more.size === 0) return { files, metafile };
  const rest = await build(more, modules);
  return {
    files: new Map([...files, ...rest.files]),
    metafile: { ...metafile, outputs: { ...metafile.outputs, ...rest.metafile.outputs } },
  };
}

function bundleOf(name: BundleName, { files, metafile }: Output): Bundle {
  const entry = `${name}.mjs`;
  const main = outputOf(entry, metafile);
  const later = [...reachedFrom(entry, metafile)].filter((file) => file !== entry);
  for (const file of later) refuseCopies(main, outputOf(file, metafile), file);
  const bundled = new Map([
    [name === 'run-process' ? entry : 'index.mjs', contentsOf(entry, files)],
    ...later.map((file) => [file, contentsOf(file, files)] as const),
    ...(name === 'get-sample' ? samples() : []),
  ]);
  return { files: bundled, main };
}

function reachedFrom(file: string, metafile: Metafile, reached = new Set<string>()): ReadonlySet<string> {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const { path, external } of outputOf(file, metafile).imports) {
    if (external && path.startsWith('./')) reachedFrom(path.slice(2), metafile, reached);
  }
  return reached;
}

/** Two copies of a module of ours would have two states, and classes that are not each other's. */
function refuseCopies(main: Bundle['main'], later: Bundle['main'], file: string): void {
  const twice = Object.keys(later.inputs).filter(
    (input) => /^(lib|functions)\//.test(input) && input !== credentials && Object.hasOwn(main.inputs, input),
  );
  if (twice.length === 0) return;
  throw new Error(
    `${file} is imported on first use by ${main.entryPoint} and brings ${twice.join(', ')} a second time.`,
  );
}

function outputOf(file: string, { outputs }: Metafile): Metafile['outputs'][string] {
  const output = outputs[file];
  if (!output) throw new Error(`There is no bundle ${file}.`);
  return output;
}

function contentsOf(file: string, files: Files): Uint8Array {
  return files.get(file) ?? Buffer.of();
}

function samples(): [path: string, contents: Uint8Array][] {
  const folder = join(root, 'samples');
  return readdirSync(folder).map((file) => [`samples/${file}`, readFileSync(join(folder, file))]);
}
