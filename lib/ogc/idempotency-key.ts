import { Exception } from './exception.ts';

const longest = 255;

/**
 * Reads an `Idempotency-Key` header: a string in quotes, as the draft has it, or the same without them, as many clients
 * send it; both are one key. Absent where there is no header.
 *
 * @throws {Exception} `bad-request`
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header-07
 */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const key = quoted.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
  if (quoted.test(text) || bare.test(text)) {
    if (key.length > 0 && key.length <= longest) return key;
  }
  throw new Exception(
    'bad-request',
    `The Idempotency-Key ${text.slice(0, 100)} must be 1 to ${longest} visible ASCII characters; those with blanks, commas, semicolons, quotes or backslashes in them stand in quotes.`,
  );
}

/** RFC 8941, 3.3.3. */
const quoted = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"$/;
/** Several lines of one header come joined by commas, and what follows a semicolon would be a parameter. */
const bare = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
