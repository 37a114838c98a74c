import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Exception } from '#lib/ogc/exception.ts';
import { toOccurrences } from '#lib/ogc/input-value.ts';
import type { Example } from '#lib/ogc/process-description.ts';
import { type Checks, checkInputs } from './check-inputs.ts';
import { isText } from './media-types-on-offer.ts';
import { inShort } from './problems.ts';
import type { Input, Process } from './process.ts';
import { withSamples } from './samples.ts';

/**
 * Whether the examples of a process would be accepted, by the published schemas and by the author's own. Samples are
 * read from the folder; references to elsewhere are taken to be good.
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
  const contents = new Map<string, Buffer | undefined>();
  for (const name of namesOf(given))
    contents.set(name, await readFile(join(samples, name)).catch(() => undefined));
  const missing = [...contents].filter(([, content]) => content === undefined);
  if (missing.length > 0) return missing.map(([name]) => `There is no file ${name} in ${samples}.`);
  try {
    const inputs = Object.fromEntries(
      Object.entries(given).map(([id, value]) => {
        const inline = withSamples({ [id]: value }, (name) =>
          toInline(name, contents.get(name), process.inputs[id]),
        );
        return [id, inline[id]];
      }),
    );
    await checkInputs(checks, inputs);
    const refused = await Promise.all(
      Object.entries(process.inputs).map(([id, input]) => refine(id, inputs[id], input)),
    );
    return refused.flat();
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    const problems = error.problems ?? [{ path: '', detail: error.message }];
    return problems.map(({ path, value, detail }) =>
      [path, value && `is ${value}.`, detail].filter(Boolean).join(' '),
    );
  }
}

function namesOf(inputs: Example['inputs']): ReadonlySet<string> {
  const names = new Set<string>();
  withSamples(inputs, (name) => names.add(name));
  return names;
}

/** A sample as a client would write it in the request itself. */
function toInline(name: string, content: Buffer | undefined, input: Input | undefined): unknown {
  if (input === undefined || content === undefined) return null;
  if (input.kind === 'binary') return content.toString('base64');
  if (isText(input.published.schema)) return { value: content.toString() };
  try {
    return { value: JSON.parse(content.toString()) };
  } catch {
    throw new Exception('invalid-parameter', `The file ${name} is not JSON.`);
  }
}

/** What the author's own schema has to say beyond the published one. */
async function refine(id: string, written: unknown, { schema, kind, published }: Input): Promise<string[]> {
  const occurrences = written === undefined ? [] : (toOccurrences(id, written, published) ?? []);
  if (occurrences.some(({ form }) => form === 'reference')) return [];
  const values = occurrences.map((occurrence) => {
    const value = occurrence.form === 'value' ? occurrence.value : undefined;
    return kind === 'binary' ? new Blob([Buffer.from(String(value), 'base64')]) : value;
  });
  const { maxOccurs = 1 } = published;
  const whole = written === undefined ? undefined : maxOccurs === 1 ? values[0] : values;
  const parsed = await schema.safeParseAsync(whole);
  return (parsed.error?.issues ?? []).map(({ path, message }) => {
    const at = ['/inputs', id, ...path].join('/');
    return `${at} is ${inShort(written).value ?? 'missing'}. ${message.replace(/\.?$/, '.')}`;
  });
}
