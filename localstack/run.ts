import { readOptions } from './options.ts';
import { startRunner } from './runner.ts';
import { walk } from './walk.ts';
import { watch } from './watch.ts';

/** Starts a runner as the command line has it, and stops it at ctrl-C or SIGTERM; a second signal forces. */
export async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  let stop = async () => {};
  let stopping = false;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void stop().finally(() => process.exit());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  whenOrphaned(() => {
    if (!stopping) end();
  });

  const runner = await startRunner(options);
  stop = runner.stop;
  const commands = await walk(runner.url);
  process.stdout.write(`Ready: ${runner.url}\n\n${commands.map((command) => `  ${command}\n`).join('')}\n`);
  if (options.watch) watch(runner, options.processes);
}

/** The shell of an npm script dies of SIGTERM without passing it on; who was started by one follows it. */
function whenOrphaned(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    end();
  }, 500);
  watching.unref();
}
