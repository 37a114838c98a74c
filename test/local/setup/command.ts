import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The runner as `npm start` starts it, in a process of its own. */
export interface Command {
  readonly url: string;
  readonly pid: number;
  /** All that it has printed. */
  output(): string;
  /** Sends a signal and resolves to the exit code, or the name of the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>;
  /** Ids of the processes that it has started, and those have. */
  descendants(): number[];
}

/** What a command printed that ended by itself. */
export interface Ended {
  readonly code: number;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/**
 * Starts the runner of a project, absent: this one, and resolves when it is ready. Rejects with what it printed when it
 * ends before.
 */
export async function start(
  args: readonly string[],
  environment: Environment,
  project = '.',
): Promise<Command> {
  const child = run(args, environment, project);
  const printed = collect(child);
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, found] = /^Ready: (\S+)/m.exec(printed.stdout) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(printed.stdout + printed.stderr)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    output: () => printed.stdout + printed.stderr,
    end: async (signal) => {
      child.kill(signal);
      const [code, by] = await exited;
      return code ?? by;
    },
    descendants: () => descendantsOf(child.pid ?? 0),
  };
}

/** Runs the runner where it is not expected to become ready. */
export async function refused(args: readonly string[], environment: Environment): Promise<Ended> {
  const child = run(args, environment);
  const printed = collect(child);
  const [code] = await once(child, 'close');
  return { code, stderr: printed.stderr };
}

/** Those of some processes that are still there. */
export function alive(pids: readonly number[]): number[] {
  return pids.filter((pid) => processes().some((process) => process.pid === pid));
}

function run(args: readonly string[], environment: Environment, project = '.') {
  return spawn(process.execPath, ['localstack/start.ts', ...args], {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(child: ReturnType<typeof run>): { stdout: string; stderr: string } {
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    printed.stdout += data;
  });
  child.stderr.on('data', (data) => {
    printed.stderr += data;
  });
  return printed;
}

function descendantsOf(pid: number, all = processes()): number[] {
  const children = all.filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child.pid, ...descendantsOf(child.pid, all)]);
}

/** Zombies are gone already. */
function processes(): { pid: number; parent: number }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  return lines.flatMap((line) => {
    const [pid, parent, state = ''] = line.trim().split(/\s+/);
    return state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  });
}
