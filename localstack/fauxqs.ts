import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ListenOptions } from 'node:net';
import { type FauxqsServer, startFauxqs as start } from 'fauxqs';

/** A running stand-in for SQS and S3, on loopback, in this process. */
export interface Fauxqs {
  /** Such as `http://127.0.0.1:38212`; S3 is path-style, queue URLs end in `/000000000000/<name>`. */
  readonly endpoint: string;
  /** Makes queues and buckets, and looks into them. */
  readonly server: FauxqsServer;
  stop(): Promise<void>;
}

/**
 * Starts fauxqs. Throws an error of one sentence when its data cannot be read or its port is taken.
 *
 * @param options.folder Keeps queues, messages and objects there; absent: memory.
 * @param options.port Absent: any free one.
 */
export async function startFauxqs(
  options: { readonly folder?: string; readonly port?: number } = {},
): Promise<Fauxqs> {
  const { folder, port = 0 } = options;
  subscribe('tracing:net.server.listen:asyncStart', onLoopback);
  try {
    const server = await start({ port, logger: false, ...(folder !== undefined && { dataDir: folder }) });
    return { endpoint: `http://127.0.0.1:${server.port}`, server, stop: () => server.stop() };
  } catch (error) {
    throw new Error(sentence(error, options), { cause: error });
  } finally {
    unsubscribe('tracing:net.server.listen:asyncStart', onLoopback);
  }
}

/** fauxqs always asks to listen on every address; whoever listens is heard before the socket opens. */
function onLoopback(message: unknown): void {
  const { options } = message as { options: ListenOptions };
  if (options.host === '0.0.0.0') options.host = '127.0.0.1';
}

function sentence(error: unknown, { folder, port }: { folder?: string; port?: number }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use, so the stand-in for SQS and S3 cannot start.`;
  if (folder !== undefined) {
    return `The queues' and the bucket's data in ${folder} cannot be read: start with --fresh, or move the folder away.`;
  }
  return 'The stand-in for SQS and S3 could not start.';
}
