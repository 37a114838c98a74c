import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { guarded } from './address-guard.ts';

interface Options {
  readonly signal: AbortSignal;
  /** Whether the name must resolve to public addresses only. */
  readonly publicOnly: boolean;
}

/** Sends a GET that carries nothing of the client's or of ours, on a connection of its own. Follows no redirect. */
export function request(url: URL, { signal, publicOnly }: Options): Promise<IncomingMessage> {
  // Not imported: `node:http` as a module loads undici, which costs a start of the function 30 ms.
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    get(
      url,
      {
        agent: false,
        signal,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'serverless-processes' },
        ...(publicOnly && { lookup: guarded(lookup) }),
      },
      resolve,
    ).on('error', reject);
  });
}

/** The standard's phrase for a status, such as `Not Found`: never the one that was sent. */
export function reasonPhrase(status = 0): string {
  return process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
}
