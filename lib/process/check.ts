import { checkDefinition } from './check-definition.ts';
import { checkExamples } from './check-examples.ts';
import { checkForm } from './check-form.ts';
import { checkSchemas } from './check-schemas.ts';
import { compileValidators } from './compile.ts';
import { toDescription } from './describe.ts';
import type { Process } from './process.ts';

interface Options {
  /** Functions are named `<stage>-process-<processID>`, in 64 characters at most. */
  readonly stage: string;
  /** Folder that `sample:` in examples refers to. */
  readonly samples: string;
}

/** Holds definitions to everything that types cannot say. Returns sentences that say what to change; none if all is well. */
export async function checkProcesses(
  processes: readonly Process[],
  options: Options,
): Promise<readonly string[]> {
  const problems = await Promise.all(processes.map((process) => checkProcess(process, options)));
  return [...problems.flat(), ...duplicates(processes)];
}

async function checkProcess(process: Process, { stage, samples }: Options): Promise<readonly string[]> {
  const misshapen = checkForm(process);
  const problems =
    misshapen.length > 0 ? [...misshapen] : [...checkDefinition(process, stage), ...checkSchemas(process)];
  // Only what can be compiled can be tried.
  if (problems.length === 0 && process.examples.length > 0) {
    const description = toDescription(process);
    const checks = { description, validators: compileValidators(description) };
    problems.push(...(await checkExamples(process, checks, samples)));
  }
  return problems.map((problem) => `Process ${process.id}: ${problem}`);
}

function duplicates(processes: readonly Process[]): string[] {
  const ids = processes.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => `There are several processes with the id ${id}: give each its own.`);
}
