import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listenWhenFree } from '#test/stand-ins/listen-when-free.ts';

/** A callback as it arrived. */
export interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver extends AsyncDisposable {
  urlOf(path: string): string;
  /** What has come to a path, as soon as it is so much. */
  arrived(path: string, count: number): Promise<readonly Arrived[]>;
  /** The first that comes to a path. */
  first(path: string): Promise<Arrived>;
}

/**
 * Listens at `host:port` on this machine. A path is answered with these statuses, one after the other, the last again and
 * again; 0 breaks the connection off, and a path that is not named is answered 200.
 */
export async function receive(
  host: string,
  answers: Readonly<Record<string, readonly number[]>> = {},
): Promise<Receiver> {
  const all: Arrived[] = [];
  const news = new EventEmitter();
  const of = (path: string) => all.filter((one) => one.path === path);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const path = (request.url ?? '').slice(1);
    const statuses = answers[path] ?? [200];
    const status = statuses[Math.min(of(path).length, statuses.length - 1)] ?? 200;
    all.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (status === 0) request.socket.destroy();
    else response.writeHead(status).end('What the receiver says is its own.');
    news.emit('arrived');
  });
  const { hostname, port } = new URL(`http://${host}`);
  await listenWhenFree(server, Number(port), hostname);
  const arrived: Receiver['arrived'] = async (path, count) => {
    while (of(path).length < count) await once(news, 'arrived', { signal: AbortSignal.timeout(90_000) });
    return of(path);
  };
  return {
    urlOf: (path) => `http://${host}/${path}`,
    arrived,
    first: async (path) => {
      const [first] = await arrived(path, 1);
      if (!first) throw new Error(`Nothing came to ${path}.`);
      return first;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
