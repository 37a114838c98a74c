/** A value of a results document by its kind. */
export type OutputValue =
  | { readonly kind: 'link'; readonly href: string; readonly mediaType?: string }
  | { readonly kind: 'literal'; readonly text: string; readonly type: string }
  | { readonly kind: 'text'; readonly text: string; readonly mediaType?: string }
  | { readonly kind: 'json'; readonly value: unknown; readonly mediaType?: string }
  | { readonly kind: 'picture' | 'file'; readonly base64: string; readonly mediaType: string };

/** Characters up to which a text is shown as one would a number. */
const literalLimit = 200;

/** What browsers show as a picture; of an SVG, that runs no scripts. */
const pictures = /^image\/(png|jpeg|gif|webp|avif|svg\+xml)$/;

/** Tells what a member of a results document is (inlineOrRefData.yaml). */
export function toOutputValue(member: unknown): OutputValue {
  if (isLink(member)) return { kind: 'link', href: member.href, ...typeOf(member.type) };
  if (!isQualified(member)) return bare(member);
  const { value, mediaType, encoding } = member;
  const type = typeof mediaType === 'string' ? mediaType : undefined;
  if (typeof value !== 'string') return { kind: 'json', value, ...typeOf(type) };
  if (encoding !== 'base64') return { kind: 'text', text: value, ...typeOf(type) };
  const kind = pictures.test(type?.split(';')[0] ?? '') ? 'picture' : 'file';
  return { kind, base64: value, mediaType: type ?? 'application/octet-stream' };
}

function bare(value: unknown): OutputValue {
  if (typeof value === 'string' && value.length > literalLimit) return { kind: 'text', text: value };
  if (typeof value === 'object' && value !== null) return { kind: 'json', value };
  return { kind: 'literal', text: String(value), type: value === null ? 'null' : typeof value };
}

function typeOf(mediaType: unknown): { readonly mediaType?: string } {
  return typeof mediaType === 'string' ? { mediaType } : {};
}

function isLink(member: unknown): member is { readonly href: string; readonly type?: unknown } {
  return isObject(member) && typeof member.href === 'string';
}

function isQualified(
  member: unknown,
): member is { readonly value: unknown; readonly mediaType?: unknown; readonly encoding?: unknown } {
  return isObject(member) && Object.hasOwn(member, 'value');
}

/** A page's own, for it comes in a file apart from its function, and the two may have no module in common. */
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
