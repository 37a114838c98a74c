import { Exception } from '#lib/ogc/exception.ts';
import { toReferences } from '#lib/ogc/input-value.ts';
import type { Example } from '#lib/ogc/process-description.ts';
import { type Checks, checkInputs } from './check-inputs.ts';
import { decodeInputs } from './decode-inputs.ts';
import { toLocalReferences } from './local-references.ts';
import type { Process } from './process.ts';
import { referenceReader } from './read-reference.ts';

/**
 * Whether the examples of a process would be accepted, by the published schemas and by the author's own. Samples are
 * read from the folder; of examples with references to elsewhere only the form is checked.
 */
export async function checkExamples(process: Process, checks: Checks, samples: string): Promise<string[]> {
  const problems = await Promise.all(
    process.examples.map(async ({ title, inputs }) => {
      const told = await checkExample(inputs, process, checks, samples);
      return told.map((problem) => `example “${title}”: ${problem}`);
    }),
  );
  return problems.flat();
}

async function checkExample(
  given: Example['inputs'],
  process: Process,
  checks: Checks,
  samples: string,
): Promise<string[]> {
  const { inputs, files, missing } = await toLocalReferences(given, samples);
  if (missing.length > 0) return missing.map((name) => `There is no file ${name} in ${samples}.`);
  const references = toReferences(inputs, checks.description.inputs);
  const isLocal = references.every(({ href }) => Object.hasOwn(files, href));
  const resolve = isLocal ? referenceReader(files) : undefined;
  try {
    await checkInputs(checks, inputs, resolve);
    if (resolve) await decodeInputs(process, checks.description, { inputs, files }, resolve);
    return [];
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    const problems = error.problems ?? [{ path: '', detail: error.message }];
    return problems.map(({ path, value, detail }) =>
      [path, value && `is ${value}.`, detail].filter(Boolean).join(' '),
    );
  }
}
