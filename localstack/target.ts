import type { IncomingMessage } from 'node:http';

/** What a request line asks for, as it was written: a URL would take `//jobs` for a host, and resolve `..`. */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>): {
  readonly path: string;
  readonly query: URLSearchParams;
} {
  const [, path, query] = /^(?:https?:\/\/[^/?]*)?([^?]*)\??(.*)$/i.exec(url) ?? [];
  return { path: path || '/', query: new URLSearchParams(query) };
}

/** Decoded, or as it is where it is not well encoded: to say so is the function's part. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
