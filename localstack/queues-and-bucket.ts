import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './fauxqs-program.ts';
import type { StandIn } from './stand-in.ts';
import type { Resource } from './template.ts';

/** The stand-in for SQS and S3 in a process of its own. */
export interface QueuesAndBucket extends StandIn {
  /** Lets browsers read these buckets, and no others, as their rules have it. */
  allowBrowsers(buckets: readonly Resource[]): void;
}

const program = fileURLToPath(new URL('./fauxqs-program.ts', import.meta.url));

/**
 * Starts it and resolves when it answers. It dies with this process, even when that is killed. Throws an error of one
 * sentence when it cannot start.
 *
 * @param options.port Absent: any free one.
 */
export async function startQueuesAndBucket(options: {
  readonly folder: string;
  readonly port?: number;
}): Promise<QueuesAndBucket> {
  const child = fork(program, [options.folder, String(options.port ?? 0)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  const report = await Promise.race([
    new Promise<Report>((resolve) => child.once('message', resolve)),
    gone.then((): Report => ({ error: 'The stand-in for SQS and S3 ended while it started.' })),
  ]);
  if ('error' in report) {
    await stop();
    throw new Error(report.error);
  }
  return {
    endpoint: report.endpoint,
    gone,
    stop,
    allowBrowsers: (buckets) => {
      const order: Order = { buckets };
      if (child.connected) child.send(order, () => {});
    },
  };
}
