import type { Server } from 'node:http';

/** A server that listens on loopback. */
export interface Listening {
  /** Without trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, gives those in flight this many milliseconds, then closes their connections. */
  stop(grace?: number): Promise<void>;
}

/** Listens on 127.0.0.1. Throws a sentence when the port is taken; port 0 means any free one. */
export function listen(server: Server, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(new Error(`Port ${port} is in use: stop what listens there, or set PORT to another one.`));
      } else if (error.code === 'EACCES') {
        reject(new Error(`Port ${port} may not be listened on: set PORT to another one, such as 8080.`));
      } else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve({ url: `http://127.0.0.1:${actual}`, port: actual, stop: (grace = 0) => close(server, grace) });
    });
  });
}

async function close(server: Server, grace: number): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
