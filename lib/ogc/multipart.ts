import { hash } from 'node:crypto';
import { mediaTypes } from './media-types.ts';

export interface Part {
  /** Such as `Content-ID` and `Content-Type`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Several outputs in one body (RFC 2387). /req/core/process-execute-sync-raw-value-multi */
export function multipart(parts: readonly Part[]): { bytes: Uint8Array; mediaType: string } {
  const boundary = boundaryOf(parts);
  const chunks = parts.flatMap(({ headers, body }, index) => [
    Buffer.from(`${index === 0 ? '' : '\r\n'}--${boundary}\r\n${linesOf(headers)}\r\n`),
    body,
  ]);
  const type = parts[0]?.headers['Content-Type']?.split(';')[0] ?? mediaTypes.binary;
  return {
    bytes: Buffer.concat([...chunks, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    mediaType: `${mediaTypes.multipart}; boundary=${boundary}; type="${type}"`,
  };
}

/** The same for the same parts, so that the whole has one entity tag; and in none of them, because no part knows its hash. */
function boundaryOf(parts: readonly Part[]): string {
  const bytes = parts.flatMap(({ headers, body }) => [Buffer.from(linesOf(headers)), body]);
  return `part-${hash('sha256', Buffer.concat(bytes), 'base64url')}`;
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}\r\n`)
    .join('');
}
