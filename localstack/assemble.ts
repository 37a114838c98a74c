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
  /** File with values of secrets and parameters. */
  readonly parameters?: string;
  /**
   * The declarations of the last time: while they are the same, functions are bundled and nothing is synthesised.
   * Absent: always synthesise.
   */
  readonly former?: string;
}

/** What came of it: either a new cloud assembly, or new code for the functions of the last one. */
export interface Assembled {
  /** All that the template says of settings and processes, as one text. */
  readonly declarations: string;
  readonly code?: Code;
  /** What will keep single processes from running, a sentence each. */
  readonly complaints?: readonly string[];
}

/** Folders of bundles: those of processes by the name of the function, the others by the name that it logs under. */
export type Code = Readonly<Record<string, string>>;

/** What the program that does it says at its end. */
export type Report = { readonly done: Assembled } | { readonly error: string };

const program = fileURLToPath(new URL('./synthesise.ts', import.meta.url));

/**
 * Synthesises the template and bundles the functions, in a process of its own: it sees sources as they are now, and its
 * memory goes with it. Rejects with what is wrong with the sources or the settings.
 */
export function assemble(synthesis: Synthesis): Promise<Assembled> {
  const child = fork(program, [JSON.stringify(synthesis)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (data) => {
    complaint += data;
  });
  return new Promise((resolve, reject) => {
    child.once('message', (report: Report) => {
      if ('done' in report) resolve(report.done);
      else reject(new Error(report.error));
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The template could not be synthesised. ${complaint}`.trim())));
  });
}
