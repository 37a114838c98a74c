/**
 * `npm run check`: whether processes are well defined, with a sentence for each problem. `--write` renews what is
 * generated.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkProcesses } from '#lib/process/check.ts';
import { generateDescriptions } from '#lib/process/generate-descriptions.ts';
import { toConfig } from '#lib/stack/config.ts';
import { checkOverrides } from '#lib/stack/overrides.ts';
import { fail, loadProcesses, unlisted } from './processes.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

const problems = [...(await generateDescriptions('processes', values)), ...(await unlisted())];
const processes = await loadProcesses(problems);
const config = await settings();
problems.push(
  ...(await checkProcesses(processes, { stage: config.stage, samples: 'samples' })),
  ...checkOverrides(processes, config),
);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

/** As `cdk.json` has them, which is where a project's own settings belong. */
async function settings() {
  try {
    const { context = {} } = JSON.parse(await readFile('cdk.json', 'utf8')) as {
      context?: Record<string, unknown>;
    };
    return toConfig(context);
  } catch (error) {
    return fail(`cdk.json: ${error instanceof Error ? error.message : error}`);
  }
}
