/** The program of the stand-in for SQS and S3, which ends with the runner that started it, however that went. */
import { allowBrowsers } from './bucket-cors.ts';
import { startFauxqs } from './fauxqs.ts';
import type { Resource } from './template.ts';

/** What the runner sends: the buckets whose rules for browsers hold from now on. */
export interface Order {
  readonly buckets: readonly Resource[];
}

/** What it hears, once. */
export type Report = { readonly endpoint: string } | { readonly error: string };

process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
/** Ctrl-C reaches the whole process group; the runner stops this last. */
process.on('SIGINT', () => {});

const [folder = '', port = '0'] = process.argv.slice(2);
try {
  const { endpoint } = await startFauxqs({ folder, port: Number(port) });
  let stops: readonly (() => void)[] = [];
  process.on('message', ({ buckets }: Order) => {
    for (const stop of stops) stop();
    stops = buckets.map((bucket) => allowBrowsers(endpoint, bucket));
  });
  report({ endpoint });
} catch (error) {
  report({ error: error instanceof Error ? error.message : String(error) });
}

function report(message: Report): void {
  process.send?.(message);
}
