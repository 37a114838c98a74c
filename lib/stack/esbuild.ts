import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { builtIns } from './built-ins.ts';
import { root } from './root.ts';

/** Files of a bundle by path, `/` between folders. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface Output {
  readonly files: Files;
  /** Paths of outputs are those of `files`, those of inputs start at the project's folder. */
  readonly metafile: Metafile;
}

/** Takes the place of the SDK's chain of credential providers, which is a third of a bundle. */
export const credentials = 'lib/aws/environment-credentials.ts';

/** Bundles for Lambda: one minified ES module per entry, with everything in it that it needs. */
export async function esbuild(
  entryPoints: Readonly<Record<string, string>>,
  { plugins = [], ...options }: BuildOptions = {},
): Promise<Output> {
  const { outputFiles = [], metafile } = await build({
    entryPoints: { ...entryPoints },
    bundle: true,
    minify: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    // CommonJS packages that look for their own files.
    define: { __dirname: 'import.meta.dirname', __filename: 'import.meta.filename' },
    alias: { '@aws-sdk/credential-provider-node': join(root, credentials) },
    absWorkingDir: root,
    outdir: root, // Nothing is written, and the folder goes into the chunks' names.
    write: false,
    metafile: true,
    logLevel: 'silent',
    plugins: [builtIns, ...plugins],
    ...options,
  });
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [path.slice(root.length + 1), contents])),
    metafile: metafile ?? { inputs: {}, outputs: {} },
  };
}
