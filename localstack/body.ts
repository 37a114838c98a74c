import type { IncomingMessage } from 'node:http';

/**
 * The body of a request; absent when it has more bytes than the limit. It is read to its end either way, so that the
 * client hears why it is refused.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}
