import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { guarded } from './address-guard.ts';

interface Options {
  readonly method?: 'GET' | 'POST';
  /** Beside those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Whether the name must resolve to public addresses only. */
  readonly publicOnly: boolean;
}

/** Sends a request that carries nothing of the client's or of ours but what is given, on a connection of its own. Follows no redirect. */
export function request(
  url: URL,
  { method = 'GET', headers, body, signal, publicOnly }: Options,
): Promise<IncomingMessage> {
  // Not imported: `node:http` as a module loads undici, which costs a start of the function 30 ms.
  const { request: send } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    send(
      url,
      {
        method,
        agent: false,
        signal,
        headers: {
          accept: '*/*',
          'accept-encoding': 'identity',
          'user-agent': 'serverless-processes',
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
        ...(publicOnly && { lookup: guarded(lookup) }),
      },
      resolve,
    )
      .on('error', reject)
      .end(body);
  });
}

/** The standard's phrase for a status, such as `Not Found`: never the one that was sent. */
export function reasonPhrase(status = 0): string {
  return process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
}
