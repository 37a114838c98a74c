import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Assembled, assemble, type Synthesis } from '#localstack/assemble.ts';

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;
}

interface Properties {
  FunctionName?: unknown;
  readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
}

/** Assembles the app with each function named as its file is, so that a test can invoke one: `sweep`. */
export async function namedFunctions(synthesis: Synthesis): Promise<Assembled> {
  const assembled = await assemble(synthesis);
  const { outdir } = synthesis;
  for (const name of (await readdir(outdir)).filter((file) => file.endsWith('template.json'))) {
    const file = join(outdir, name);
    const template: Template = JSON.parse(await readFile(file, 'utf8'));
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type !== 'AWS::Lambda::Function') continue;
      Properties.FunctionName ??= Properties.Environment?.Variables.POWERTOOLS_SERVICE_NAME;
    }
    await writeFile(file, JSON.stringify(template));
  }
  return assembled;
}
