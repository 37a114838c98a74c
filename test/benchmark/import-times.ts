import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './statistics.ts';

/** A module to import as its function would. */
interface Importable {
  readonly folder: string;
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

const program = `
const began = performance.now();
await import(process.argv[1]);
process.stdout.write(String(performance.now() - began), () => process.exit());`;

/**
 * Milliseconds that importing each module takes in a fresh process with nothing cached: the median of some rounds. Every
 * round imports all of them, so that a slow moment of the machine is shared by those that are compared.
 */
export async function importTimes(
  modules: readonly Importable[],
  rounds: number,
): Promise<readonly number[]> {
  const times = modules.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [place, module] of modules.entries()) times[place]?.push(await importTime(module));
  }
  return times.map(median);
}

async function importTime({ folder, entry, environment }: Importable): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program, join(folder, entry)],
    { env: { ...environment }, timeout: 20_000 },
  );
  return Number(stdout);
}
