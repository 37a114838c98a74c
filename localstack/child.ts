import { type SpawnOptions, spawn } from 'node:child_process';

interface Options extends Pick<SpawnOptions, 'env' | 'cwd'> {
  /** Seconds after which it is ended. */
  readonly limit?: number;
}

/** Runs a program to its end. Rejects with the last of what it printed when it fails or takes too long. */
export async function run(
  program: string,
  args: readonly string[],
  { limit = 300, ...options }: Options = {},
) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  const keep = (data: Buffer) => {
    printed.push(data.toString());
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const timer = setTimeout(() => child.kill('SIGKILL'), limit * 1000);
  const code = await new Promise<number | string>((resolve) => {
    child.once('error', ({ message }) => resolve(message));
    child.once('close', (exitCode, signal) => resolve(exitCode ?? `ended by ${signal}`));
  });
  clearTimeout(timer);
  const output = printed.join('');
  if (code === 0) return output;
  throw new Error(`${program} ${args.join(' ')} failed (${code}):\n${output.slice(-4000)}`);
}
