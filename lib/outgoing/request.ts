import type { IncomingMessage } from 'node:http';
import { answerTo, type ConnectionOptions, connection } from './connection.ts';

interface Options extends ConnectionOptions {
  readonly method?: 'GET' | 'POST';
  /** Beside those that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends a request that carries nothing of the client's or of ours but what is given, on a connection of its own. Follows
 * no redirect.
 */
export function request(
  url: URL,
  { method = 'GET', headers, body, ...options }: Options,
): Promise<IncomingMessage> {
  // Not imported: `node:http` as a module loads undici, which costs a start of the function 30 ms.
  const { request: send } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const sent = send(url, {
    ...connection(url, options),
    method,
    headers: {
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': 'serverless-processes',
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      ...headers,
    },
  });
  const answer = answerTo(sent);
  sent.end(body);
  return answer;
}

/** The standard's phrase for a status, such as `Not Found`: never the one that was sent. */
export function reasonPhrase(status = 0): string {
  return process.getBuiltinModule('node:http').STATUS_CODES[status] ?? '';
}
