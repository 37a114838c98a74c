import { Exception } from '#lib/ogc/exception.ts';

/** Where a list goes on, as a client may carry it about: a position in the owner's own list, so nothing to forge. */
export function toCursor(position: string): string {
  return Buffer.from(position).toString('base64url');
}

/** The position that `toCursor` was given. Throws an `Exception` when the cursor is not one of ours. */
export function fromCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#.{1,100}$/.test(position)) return position;
  throw new Exception(
    'invalid-query-parameter-value',
    `The cursor "${cursor.slice(0, 100)}" is not one that this API gave.`,
  );
}
