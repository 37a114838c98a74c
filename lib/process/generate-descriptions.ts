import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readDescription } from './description-file.ts';
import { generateDescription, isSameModule } from './generate-description.ts';

/**
 * Makes `<name>.description.ts` of every `<name>.yaml`, `.yml` or `.json` in a folder of processes, or, without
 * `write`, only says which of them are stale. Returns sentences that say what is wrong.
 */
export async function generateDescriptions(
  folder: string,
  { write = false }: { readonly write?: boolean } = {},
): Promise<readonly string[]> {
  const names = (await readdir(folder)).sort();
  const sources = names.filter((name) => /\.(ya?ml|json)$/.test(name));
  const problems = await Promise.all(sources.map((source) => generate(folder, source, write)));
  return [...problems.flat(), ...orphans(names)];
}

async function generate(folder: string, source: string, write: boolean): Promise<readonly string[]> {
  const read = readDescription(source, await readFile(join(folder, source), 'utf8'));
  if ('problems' in read) return read.problems;
  const name = source.replace(/\.\w+$/, '.description.ts');
  const text = generateDescription(read.description, source);
  const present = await readFile(join(folder, name), 'utf8').catch(() => '');
  if (isSameModule(present, text)) return [];
  if (write) await writeFile(join(folder, name), text);
  return write ? [] : [`${name} is not what ${source} says: run \`npm run check -- --write\`.`];
}

function orphans(names: readonly string[]): string[] {
  return names
    .filter((name) => name.endsWith('.description.ts'))
    .filter(
      (name) =>
        !['yaml', 'yml', 'json'].some((ending) => names.includes(name.replace(/description\.ts$/, ending))),
    )
    .map((name) => `${name} was made from a file that is no more: remove it.`);
}
