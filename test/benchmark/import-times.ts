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

/** Milliseconds after which no further round begins. */
const patience = 40_000;

/** How long an import takes. */
export interface ImportTime {
  /** Milliseconds. */
  readonly time: number;
  /** As a multiple of the reference's. */
  readonly ratio: number;
}

/**
 * Imports each module in a fresh process with nothing cached, 5 to 15 times as time allows, and the reference right
 * before it each time, so that a slow moment of the machine is shared by the two that are compared. Gives medians.
 */
export async function importTimes(
  reference: Importable,
  modules: readonly Importable[],
): Promise<readonly ImportTime[]> {
  const pairs = modules.map((): [reference: number, module: number][] => []);
  const began = performance.now();
  for (let round = 0; round < 15 && (round < 5 || performance.now() - began < patience); round++) {
    for (const [place, module] of modules.entries()) {
      pairs[place]?.push([await importTime(reference), await importTime(module)]);
    }
  }
  return pairs.map((of) => ({
    time: median(of.map(([, module]) => module)),
    ratio: median(of.map(([reference, module]) => module / reference)),
  }));
}

async function importTime({ folder, entry, environment }: Importable): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program, join(folder, entry)],
    { env: { ...environment }, timeout: 20_000 },
  );
  return Number(stdout);
}
