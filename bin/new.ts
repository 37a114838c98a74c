/** `npm run new -- <id>`: writes a process to start from, its line in the list of processes, and its test. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { exportName, toModule, toTestModule, withLine } from './new-process.ts';
import { fail, loadProcesses } from './processes.ts';

const [id, ...others] = process.argv.slice(2);
if (id === undefined || others.length > 0) fail('Name the new process: npm run new -- river-width');
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || id.length > 35) {
  fail(
    `${id} cannot be the id of a process: take lower-case letters and digits, with single hyphens between them, at most 35 in all.`,
  );
}
const processes = await loadProcesses();
if (processes.some((known) => known.id === id)) fail(`There is a process ${id} already: take another id.`);

const files = {
  [`processes/${id}.ts`]: toModule(id),
  [`test/unit/processes/${id}.test.ts`]: toTestModule(id),
};
await mkdir('test/unit/processes', { recursive: true });
for (const [file, text] of Object.entries(files)) {
  await writeFile(file, text, { flag: 'wx' }).catch(() =>
    fail(`There is a file ${file} already: take another id.`),
  );
}
const index = await readFile('processes/index.ts', 'utf8');
await writeFile('processes/index.ts', withLine(index, id));

console.log(`Wrote ${Object.keys(files).join(' and ')}; processes/index.ts lists ${exportName(id)}.`);
console.log(`Try it: echo '{"name": "world"}' | npm run --silent execute -- ${id} -`);
