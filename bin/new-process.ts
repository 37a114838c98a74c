/** What `npm run new` writes. */

/** The module of a new process. */
export function toModule(id: string): string {
  return `import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

export const ${exportName(id)} = defineProcess({
  id: '${id}',
  version: '0.1.0',
  title: '${titleOf(id)}',
  description: 'Greets by name, until it does something better.',
  inputs: {
    name: z.string().min(1).max(100).meta({ title: 'Name', description: 'Whom to greet.' }),
  },
  outputs: {
    greeting: z.string().meta({ title: 'Greeting' }),
  },
  examples: [{ title: 'The world', inputs: { name: 'world' } }],

  execute({ name }, { progress }) {
    progress(50, 'Finding words.');
    return { greeting: \`Hello, \${name}!\` };
  },
});
`;
}

export function toTestModule(id: string): string {
  const name = exportName(id);
  return `import { expect, test } from 'vitest';
import { ${name} } from '#processes/${id}.ts';
import { aContext } from './context.ts';

test('greets by name', async () => {
  const results = await ${name}.execute({ name: 'Ada' }, aContext().context);

  expect(results).toEqual({ greeting: 'Hello, Ada!' });
});
`;
}

/** The list of processes with a line for one more, in alphabetical order. */
export function withLine(index: string, id: string): string {
  const line = `export { ${exportName(id)} } from './${id}.ts';`;
  const lines = index.trimEnd().split('\n');
  const after = lines.findIndex((other) => (/from '\.\/(.+)\.ts';$/.exec(other)?.[1] ?? '') > id);
  return `${lines.toSpliced(after === -1 ? lines.length : after, 0, line).join('\n')}\n`;
}

/** Camel case; a word that JavaScript would not take as a name gets \`Process\` behind it. */
export function exportName(id: string): string {
  const name = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  if (/^\d/.test(name)) return `process${name}`;
  return isReserved(name) ? `${name}Process` : name;
}

function isReserved(name: string): boolean {
  try {
    new Function(`'use strict'; return async () => { const ${name} = 0; };`);
    return false;
  } catch {
    return true;
  }
}

function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
