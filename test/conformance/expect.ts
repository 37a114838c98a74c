/** What most checks hold exchanges to. Each returns sentences, none where all is well. */
import type { Exchange } from './exchange.ts';
import { mediaTypeOf, membersOf, nameOf } from './reading.ts';
import { shapeProblems } from './shapes.ts';

export const exceptionTypes = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0';

export function statusProblems(exchange: Exchange, ...expected: readonly number[]): string[] {
  if (expected.includes(exchange.status)) return [];
  return [`${nameOf(exchange)}: the status must be ${expected.join(' or ')}, not ${exchange.status}.`];
}

export function mediaTypeProblems(exchange: Exchange, expected: string): string[] {
  const mediaType = mediaTypeOf(exchange);
  if (mediaType === expected) return [];
  return [`${nameOf(exchange)}: the media type must be ${expected}, not ${mediaType || 'absent'}.`];
}

/** Status 200, and a body of one of the standard's shapes. */
export function okProblems(exchange: Exchange, shape: Parameters<typeof shapeProblems>[0]): string[] {
  const wrong = statusProblems(exchange, 200);
  if (wrong.length > 0) return wrong;
  return shapeProblems(shape, membersOf(exchange)).map((problem) => `${nameOf(exchange)}: ${problem}`);
}

/** An error status, and a body of the exception shape; where the standard has a type for it, that type. */
export function exceptionProblems(exchange: Exchange, status?: number, type?: string): string[] {
  const wrong =
    status !== undefined
      ? statusProblems(exchange, status)
      : exchange.status >= 400
        ? []
        : [`${nameOf(exchange)}: the status must be that of an error, not ${exchange.status}.`];
  if (wrong.length > 0) return wrong;
  const body = membersOf(exchange);
  const expected = type === undefined ? undefined : `${exceptionTypes}/${type}`;
  return [
    ...shapeProblems('exception', body).map((problem) => `${nameOf(exchange)}: ${problem}`),
    ...(expected === undefined || body.type === expected
      ? []
      : [`${nameOf(exchange)}: \`type\` must be ${expected}, not ${String(body.type)}.`]),
  ];
}
