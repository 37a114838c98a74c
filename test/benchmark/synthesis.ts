import { join } from 'node:path';
import { esbuild } from '#lib/stack/esbuild.ts';
import { assemble } from '#localstack/assemble.ts';
import { writeApp } from '#test/stack/many.ts';
import { median } from './statistics.ts';

/** What a process more costs at synthesis. */
export interface Synthesis {
  /** Seconds for each process beyond the first ones. */
  readonly perProcess: number;
  /** The same as a multiple of bundling a bare client in the same run. */
  readonly ratio: number;
}

const few = 10;
const many = 60;

/** Synthesises a small app and a larger one, three times each; what they have in common cancels out. */
export async function measureSynthesis(folder: string): Promise<Synthesis> {
  const seconds = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1000;
  };
  const synthesis = (count: number) =>
    seconds(() =>
      assemble({ processes: writeApp(count, folder), config: {}, outdir: join(folder, `assembly-${count}`) }),
    );
  const measured: { readonly perProcess: number; readonly reference: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const perProcess = ((await synthesis(many)) - (await synthesis(few))) / (many - few);
    const reference = await seconds(() => esbuild({ index: join(import.meta.dirname, 'bare-client.ts') }));
    measured.push({ perProcess, reference });
  }
  const perProcess = median(measured.map((one) => one.perProcess));
  return { perProcess, ratio: perProcess / median(measured.map((one) => one.reference)) };
}
