import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Parameters } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Process } from './process.ts';
import { ownName, parameterName, referencesIn } from './variables.ts';

/** Where a developer keeps values of secrets and parameters, by their names, in the project's folder; git ignores it. */
export const parametersFile = '.parameters.json';

const Values = z.record(z.string(), z.json());

/** Parameters out of a file, read anew each time; none where there is no file. Throws a sentence at anything else. */
export function localParameters(file: string): Parameters {
  return {
    async read(names) {
      const values = await readValues(file);
      const found = names.flatMap((name) => {
        const value = values[ownName(name)];
        return value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
      });
      return Object.fromEntries(found);
    },
  };
}

/** A sentence for each variable that has no value in the file. */
export async function withoutValue(
  processes: readonly Pick<Process, 'id' | 'environment'>[],
  file: string,
): Promise<readonly string[]> {
  const values = await readValues(file);
  return processes.flatMap(({ id, environment }) =>
    referencesIn(environment).flatMap(([variable, reference]) => {
      const name = ownName(parameterName(reference));
      if (Object.hasOwn(values, name)) return [];
      return [
        `Process ${id}: the variable ${variable} has no value: add ${JSON.stringify(name)} to ${parametersFile}.`,
      ];
    }),
  );
}

/** A sentence on the secret of callbacks, by the setting's own name for it, where it has no value in the file. */
export async function withoutCallbackSecret(name: string, file: string): Promise<readonly string[]> {
  if (name === '' || Object.hasOwn(await readValues(file), name)) return [];
  return [
    `The setting callbackSecret: ${name} has no value, and no callback is sent without: add ${JSON.stringify(name)} to ${parametersFile}.`,
  ];
}

async function readValues(file: string): Promise<z.infer<typeof Values>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return Values.parse(JSON.parse(text));
  } catch {
    throw new Exception(
      'job-failed',
      `${file} is not what it must be: write a JSON object with a value for each name.`,
    );
  }
}
