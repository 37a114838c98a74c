import { dirname } from 'node:path';
import { cacheTtlOf, toDescription } from '#lib/process/describe.ts';
import { bundledFiles } from './bundled-files.ts';
import { esbuild, type Files } from './esbuild.ts';
import { generated } from './generated.ts';
import type { DeclaredProcess } from './load-processes.ts';

interface Sources {
  readonly declared: readonly DeclaredProcess[];
  /** Modules made by `catalogueModules`. */
  readonly catalogue: ReadonlyMap<string, string>;
}

/**
 * What only the function of a process has, by processID: `index.mjs` says which process it is, `thread.mjs` is the
 * author's code with its checks. No process's files depend on another process.
 *
 * @param cacheTtl Seconds, for processes that allow caching and name no time themselves.
 */
export async function bundleProcesses(
  sources: Sources,
  cacheTtl: number,
): Promise<ReadonlyMap<string, Files>> {
  const threads = await bundleThreads(sources);
  return new Map(
    sources.declared.map(({ process, module }) => [
      process.id,
      new Map([
        ['index.mjs', Buffer.from(mainModule(process, cacheTtl))],
        ['thread.mjs', threads.get(`${process.id}.mjs`) ?? Buffer.of()],
        ...bundledFiles(process, dirname(module)),
      ]),
    ]),
  );
}

/** Not bundled: the module it imports is the same file in the function of every process. */
function mainModule(process: DeclaredProcess['process'], cacheTtl: number): string {
  return `import { processFunction } from './run-process.mjs';
export const handler = processFunction({
  description: ${JSON.stringify(toDescription(process))},
  cacheTtl: ${cacheTtlOf(process, cacheTtl)},
  cachePublic: ${process.cache?.public === true},
  backoff: ${process.retry.backoff},
  thread: new URL('./thread.mjs', import.meta.url),
  environment: ${JSON.stringify(process.environment)},
  credentials: ${process.grants.length > 0},
});
`;
}

/** One build for all processes that leave out the same packages, so that what they share is parsed once. */
async function bundleThreads({ declared, catalogue }: Sources): Promise<Files> {
  const groups = Map.groupBy(declared, ({ process }) => process.bundle.external.toSorted().join());
  const outputs = [...groups.values()].map((group) => {
    const entries = group.map(({ process: { id } }) => [id, `generated:thread/${id}`]);
    const threads = group.map((one) => [`generated:thread/${one.process.id}`, threadModule(one)] as const);
    return esbuild(Object.fromEntries(entries), {
      external: [...(group[0]?.process.bundle.external ?? [])],
      // An author who reads a stack trace in the log needs the names.
      minify: false,
      minifySyntax: true,
      minifyWhitespace: true,
      plugins: [generated(new Map([...catalogue, ...threads]))],
    });
  });
  return new Map((await Promise.all(outputs)).flatMap(({ files }) => [...files]));
}

function threadModule({ module, exportName, process: { id } }: DeclaredProcess): string {
  return `
    import { ${exportName} as process } from ${JSON.stringify(module)};
    import { description } from 'generated:description/${id}';
    import { validators } from 'generated:validators/${id}';
    import { serveThread } from '#lib/process/thread.ts';
    serveThread({ process, description, validators });`;
}
