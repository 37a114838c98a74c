/**
 * Content negotiation by the `Accept` header (RFC 9110, 12.5.1). Broken ranges are skipped: clients send odd lists.
 */

interface MediaRange {
  /** Such as `text/html`, in lower case; `*` stands for a whole family, or for all. */
  readonly type: string;
  readonly parameters: readonly string[];
  readonly quality: number;
}

/** The offer that a client likes best, the earlier one on a tie; absent when it accepts none of them. */
export function preferredMediaType(
  accept: string | undefined,
  offers: readonly string[],
): string | undefined {
  const ranges = rangesOf(accept);
  return offers
    .map((offer) => ({ offer, quality: qualityOf(ranges, offer).quality }))
    .filter(({ quality }) => quality > 0)
    .reduce<{ offer?: string; quality: number }>(
      (best, next) => (next.quality > best.quality ? next : best),
      { quality: 0 },
    ).offer;
}

/** Whether a page is really wanted: `text/html` liked better than JSON, which answers everybody else. */
export function prefersHtml(accept: string | undefined): boolean {
  return preferredMediaType(accept, ['application/json', 'text/html']) === 'text/html';
}

/**
 * Whether JSON is named, and liked no less than `other`. A wildcard names nothing, so to accept everything is no wish.
 */
export function asksForJson(accept: string | undefined, other: string): boolean {
  const ranges = rangesOf(accept);
  const json = qualityOf(ranges, 'application/json');
  const rival = qualityOf(ranges, other);
  if (json.quality === 0 || json.precision < 2) return false;
  return json.quality > rival.quality || (json.quality === rival.quality && json.precision > rival.precision);
}

/** Whether two media types are the same, but for case and blanks. */
export function sameMediaType(one: string, other: string): boolean {
  const [type, ...parameters] = partsOf(one);
  const [otherType, ...otherParameters] = partsOf(other);
  return type === otherType && parameters.sort().join() === otherParameters.sort().join();
}

function rangesOf(accept: string | undefined): readonly MediaRange[] {
  const ranges = (accept ?? '')
    .split(',')
    .map(toRange)
    .filter((range) => range !== undefined);
  return ranges.length > 0 ? ranges : [{ type: '*/*', parameters: [], quality: 1 }];
}

function toRange(text: string): MediaRange | undefined {
  const [type = '', ...parameters] = partsOf(text);
  if (!/^[^/\s]+\/[^/\s]+$/.test(type)) return undefined;
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  if (!(quality >= 0 && quality <= 1)) return undefined;
  return { type, parameters: parameters.filter((parameter) => !parameter.startsWith('q=')), quality };
}

/** The quality by the most precise range that matches; precision is 0 for all types, 1 for a family, 2 and more for one. */
function qualityOf(ranges: readonly MediaRange[], offer: string): { quality: number; precision: number } {
  const [type = '', ...parameters] = partsOf(offer);
  const matches = ranges.flatMap((range) => {
    if (range.type === '*/*') return [{ quality: range.quality, precision: 0 }];
    if (range.type === `${type.split('/')[0]}/*`) return [{ quality: range.quality, precision: 1 }];
    if (range.type !== type || !range.parameters.every((parameter) => parameters.includes(parameter))) {
      return [];
    }
    return [{ quality: range.quality, precision: 2 + range.parameters.length }];
  });
  return matches.reduce((best, next) => (next.precision > best.precision ? next : best), {
    quality: 0,
    precision: -1,
  });
}

/** Type and parameters, in lower case, without blanks and quotes. All text is UTF-8, so `charset` chooses nothing. */
function partsOf(mediaType: string): string[] {
  return mediaType
    .split(';')
    .map((part) => part.replace(/[\s"]/g, '').toLowerCase())
    .filter((part) => !part.startsWith('charset='));
}
