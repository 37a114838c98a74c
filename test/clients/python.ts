import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Python of a virtual environment in `folder` that has exactly these packages; it is made on first use. */
export async function pythonWith(packages: readonly string[], folder: string): Promise<string> {
  const python = join(folder, 'bin', 'python3');
  const stamp = join(folder, 'packages.txt');
  const wanted = packages.join('\n');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return python;
  await mkdir(dirname(folder), { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', folder]).catch((cause) => {
    throw new Error('This test needs Python 3.10 or newer with venv: apt-get install python3-venv.', {
      cause,
    });
  });
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  await writeFile(stamp, wanted);
  return python;
}

/** Runs a script and reads the JSON that it prints. Rejects with what it wrote to standard error where it fails. */
export async function printedBy(python: string, script: string, ...options: string[]): Promise<unknown> {
  const { stdout } = await run(python, [script, ...options], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}
