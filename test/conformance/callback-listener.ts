import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { listenWhenFree } from '#test/stand-ins/listen-when-free.ts';
import type { Exchange } from './exchange.ts';

export interface CallbackListener extends AsyncDisposable {
  /** The URL that a kind of callback is to be sent to. */
  urlOf(kind: string): string;
  /** What has come, as soon as something has, or when so many seconds are over. */
  received(seconds: number): Promise<readonly Exchange[]>;
}

/**
 * Listens and answers 200 to whatever comes. `host` is the name that the server under test knows, with a port where it
 * must be a certain one; otherwise it is any that is free.
 */
export async function listenForCallbacks(host: string): Promise<CallbackListener> {
  const received: Exchange[] = [];
  const { hostname, port: wanted } = new URL(`http://${host}`);
  const server = createServer(async (request, response) => {
    received.push(await recorded(request, hostname));
    response.end();
  });
  await listenWhenFree(server, Number(wanted || 0));
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (kind) => `http://${hostname}:${port}/${kind}`,
    received: async (seconds) => {
      for (const end = Date.now() + seconds * 1000; received.length === 0 && Date.now() < end; ) {
        await setTimeout(200);
      }
      return received;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function recorded(request: IncomingMessage, hostname: string): Promise<Exchange> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = '', url = '', headers, httpVersion, socket } = request;
  return {
    request: {
      method,
      url: `http://${hostname}:${socket.localPort}${url}`,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: Buffer.concat(chunks).toString(),
    },
    httpVersion,
    status: 200,
    headers: {},
    body: '',
  };
}
