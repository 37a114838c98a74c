import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Validators } from '#lib/process/catalogue.ts';
import { compileValidators } from '#lib/process/compile.ts';

/** Validators of a description, counting how often all errors were asked for. */
export function compiled(
  described: Pick<ProcessDescription, 'inputs' | 'outputs'>,
): Validators & { readonly asked: { times: number } } {
  const asked = { times: 0 };
  const validators = compileValidators({
    id: 'test',
    version: '1.0.0',
    jobControlOptions: [],
    outputTransmission: [],
    ...described,
  });
  return {
    ...validators,
    asked,
    thorough() {
      asked.times += 1;
      return validators.thorough();
    },
  };
}
