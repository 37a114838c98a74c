/** `npm run execute -- <processID> <inputs.json>`: runs one process here and now, and prints the results as a document. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Log } from '#lib/process/process.ts';
import { executeHere } from './execute-here.ts';
import { fail, loadProcesses } from './processes.ts';

const [processID, file, ...others] = process.argv.slice(2);
if (processID === undefined || file === undefined || others.length > 0) {
  fail('Name a process and a file with its inputs, or - for stdin: npm run execute -- buffer inputs.json');
}

const { results, sentences } = await executeHere({
  processes: await loadProcesses(),
  processID,
  text: await read(file),
  jobID: randomUUID(),
  onProgress: (percent, message) => console.error(`${percent} %${message ? ` ${message}` : ''}`),
  log: { debug: print, info: print, warn: print, error: print },
});
if (sentences) fail(...sentences);
console.log(JSON.stringify(results, undefined, 2));

/** npm starts scripts in the project's folder and keeps where it was called. */
async function read(name: string): Promise<Uint8Array> {
  if (name === '-') return buffer(process.stdin);
  const path = resolve(process.env.INIT_CWD ?? '.', name);
  return readFile(path).catch(() => fail(`There is no file ${path}.`));
}

function print(...[message, facts]: Parameters<Log['info']>): void {
  console.error(message, ...(facts ? Object.values(facts) : []));
}
