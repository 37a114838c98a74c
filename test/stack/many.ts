import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes an app of so many processes into a folder, in modules of their own; gives the path of its list. */
export function writeApp(count: number, folder: string): string {
  const ids = Array.from({ length: count }, (_, index) => `process-${String(index).padStart(3, '0')}`);
  for (const id of ids) writeFileSync(join(folder, `${id}.ts`), moduleOf(id));
  const list = join(folder, `list-of-${count}.ts`);
  writeFileSync(list, ids.map((id) => `export { ${exportName(id)} } from './${id}.ts';\n`).join(''));
  return list;
}

/** With inputs of several kinds, as processes have them; by absolute paths, because it stands outside of the project. */
function moduleOf(id: string): string {
  return `import { defineProcess } from ${path('lib/process/define.ts')};
import * as z from ${path('node_modules/zod/index.js')};

export const ${exportName(id)} = defineProcess({
  id: '${id}',
  version: '1.0.0',
  title: 'The ${id}',
  description: 'One of many, which all do the same.',
  inputs: {
    distance: z.number().positive().meta({ title: 'Distance', description: 'In metres.' }),
    segments: z.int().min(1).max(64).default(8),
    name: z.string().max(100).optional(),
  },
  outputs: { length: z.number().meta({ title: 'Length' }) },
  execute: ({ distance, segments }) => ({ length: distance * segments }),
});
`;
}

function exportName(id: string): string {
  return id.replace('-', '');
}

function path(file: string): string {
  return JSON.stringify(join(import.meta.dirname, '../..', file));
}
