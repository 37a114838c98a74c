import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Process } from '#lib/process/process.ts';
import { notLoaded } from '#lib/stack/not-loaded.ts';

/** Says what is wrong and ends. */
export function fail(...sentences: readonly string[]): never {
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
}

/** The processes of the folder that a script is run in. What was found wrong before is told first. */
export async function loadProcesses(problems: readonly string[] = []): Promise<readonly Process[]> {
  try {
    const module = (await import(pathToFileURL('processes/index.ts').href)) as Record<string, Process>;
    return Object.values(module);
  } catch (error) {
    return fail(...problems, notLoaded('processes/index.ts', error));
  }
}

/** Sentences on modules that define a process which is not in the list. */
export async function unlisted(): Promise<readonly string[]> {
  const index = await readFile('processes/index.ts', 'utf8');
  const names = (await readdir('processes')).filter(
    (name) => name.endsWith('.ts') && !index.includes(`'./${name}'`),
  );
  const texts = await Promise.all(names.map((name) => readFile(`processes/${name}`, 'utf8')));
  return names
    .filter((_, at) => /^export const \w+ = defineProcess\(/m.test(texts[at] ?? ''))
    .map(
      (name) =>
        `processes/${name} defines a process that processes/index.ts does not list: add its line there.`,
    );
}
