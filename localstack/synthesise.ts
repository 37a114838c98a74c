/** The program that `assemble` runs: one synthesis or only its bundles, and a word of how it went. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assembled, Report, Synthesis } from './assemble.ts';

process.once('disconnect', () => process.exit());
process.on('SIGINT', () => {});

try {
  report({ done: await assembled(JSON.parse(process.argv[2] ?? '')) });
} catch (error) {
  report({ error: error instanceof Error ? sentenceOf(error) : String(error) });
}

async function assembled({
  processes,
  config: overrides,
  outdir,
  former,
  parameters,
}: Synthesis): Promise<Assembled> {
  const { toConfig } = await import('#lib/stack/config.ts');
  const { loadProcesses } = await import('#lib/stack/load-processes.ts');
  const { parametersFile, withoutCallbackSecret, withoutValue } = await import(
    '#lib/process/local-parameters.ts'
  );
  const { contextOfFile } = await import('#lib/stack/context-of-file.ts');
  const config = toConfig(await contextOfFile(), overrides);
  const declared = await loadProcesses(processes, config);
  const declarations = JSON.stringify([
    config,
    declared.map(({ process: { id, retry, resources, environment, grants } }) => ({
      id,
      attempts: retry.attempts,
      resources,
      environment,
      grants,
    })),
  ]);

  const values = parameters ?? parametersFile;
  const complaints = [
    ...(await withoutValue(
      declared.map(({ process }) => process),
      values,
    )),
    ...(await withoutCallbackSecret(config.callbackSecret, values)),
  ];

  if (declarations !== former) {
    const { synthesise } = await import('#lib/stack/synthesise.ts');
    await synthesise({ processes, config, outdir });
    return { declarations, complaints };
  }
  const { bundle } = await import('#lib/stack/bundle.ts');
  const { processPrefix } = await import('#lib/process/process-prefix.ts');
  const bundles = await bundle({ declared, config }, await mkdtemp(join(outdir, 'bundles-')));
  const own = [...bundles.processes].map(([id, folder]) => [`${processPrefix(config.stage)}${id}`, folder]);
  return { declarations, complaints, code: { ...bundles.functions, ...Object.fromEntries(own) } };
}

/** Of a mistake in the syntax of a source it is Node's first line that says where. */
function sentenceOf({ name, message, stack = '' }: Error): string {
  const [, where] = /^(\S+:\d+)\n/.exec(stack) ?? [];
  return name === 'SyntaxError' && where !== undefined ? `${where}: ${message}.` : message;
}

function report(message: Report): void {
  process.send?.(message, () => process.disconnect());
}
