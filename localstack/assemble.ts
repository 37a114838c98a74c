import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What to synthesise. */
export interface Synthesis {
  /** Absolute path of a list of processes. */
  readonly processes: string;
  /** Settings that win over those in cdk.json; every value may be text. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Folder for the cloud assembly. */
  readonly outdir: string;
}

/** What the program that synthesises says at its end. */
export type Synthesised = { readonly done: true } | { readonly done: false; readonly error: string };

const program = fileURLToPath(new URL('./synthesise.ts', import.meta.url));

/**
 * Synthesises the template and bundles the functions, in a process of its own: it sees sources as they are now, and its
 * memory goes with it. Rejects with what is wrong with the sources or the settings.
 */
export function assemble(synthesis: Synthesis): Promise<void> {
  const child = fork(program, [JSON.stringify(synthesis)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (data) => {
    complaint += data;
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message: Synthesised) => {
      if (message.done) resolve();
      else reject(new Error(message.error));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The template could not be synthesised. ${complaint}`.trim())));
  });
}
