import { compileValidators } from '#lib/process/compile.ts';
import { toDescription } from '#lib/process/describe.ts';
import type { Process } from '#lib/process/process.ts';
import type { Runnable } from '#lib/process/run.ts';

/** A process with its description and validators, as a bundle would have them. */
export function runnable(process: Process): Runnable {
  const description = toDescription(process);
  return { process, description, validators: compileValidators(description) };
}
