import type { Exchange } from './exchange.ts';
import { nameOf } from './reading.ts';

export interface Part {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The parts of a `multipart/related` answer (RFC 2387). Throws a sentence where it is none. */
export function partsOf(exchange: Exchange): readonly Part[] {
  const contentType = exchange.headers['content-type'] ?? '';
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (!/^multipart\/related\b/i.test(contentType) || mark === undefined) {
    throw new Error(
      `${nameOf(exchange)}: the media type must be multipart/related with a boundary, not ${contentType || 'absent'}.`,
    );
  }
  const [, ...pieces] = `\r\n${exchange.body}`.split(`\r\n--${mark}`);
  if (!pieces.at(-1)?.startsWith('--')) throw new Error(`${nameOf(exchange)}: the last part is not closed.`);
  return pieces.slice(0, -1).map(toPart);
}

function toPart(piece: string): Part {
  const end = piece.indexOf('\r\n\r\n');
  const lines = piece.slice(0, end).split('\r\n');
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0
      ? []
      : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const];
  });
  return { headers: Object.fromEntries(headers), body: piece.slice(end + 4) };
}

/** The id that a part carries; in angle brackets where it is written as RFC 2045 has it. */
export function contentIDOf({ headers }: Part): string {
  return (headers['content-id'] ?? '').replace(/^<|>$/g, '');
}
