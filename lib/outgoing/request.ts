import type { IncomingMessage } from 'node:http';
import { answerTo, type ConnectionOptions, connection } from './connection.ts';

/** Sends a GET that carries nothing of the client's or of ours, on a connection of its own. Follows no redirect. */
export function request(url: URL, options: ConnectionOptions): Promise<IncomingMessage> {
  // Not imported: `node:http` as a module loads undici, which costs a start of the function 30 ms.
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'serverless-processes' };
  return answerTo(get(url, { ...connection(url, options), headers }));
}

/** The standard's phrase for a status, such as `Not Found`: never the one that was sent. */
export function reasonPhrase(status = 0): string {
  return process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
}
