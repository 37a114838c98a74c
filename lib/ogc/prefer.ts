/** What a client prefers of an execution (RFC 7240). */
export interface Preferences {
  readonly respondAsync: boolean;
  /** Not of RFC 7240, but in use: the standard's abstract tests and clients send it. */
  readonly respondSync: boolean;
  /** Whole seconds that the client is ready to wait. */
  readonly wait?: number;
}

/**
 * Reads a `Prefer` header, several lines of it joined by commas. Unknown preferences and unreadable ones are ignored;
 * of a preference given twice the first counts.
 */
export function parsePrefer(header: string | undefined): Preferences {
  const preferences = new Map<string, string>();
  for (const { name, value } of preferencesOf(header ?? '')) {
    if (!preferences.has(name)) preferences.set(name, value);
  }
  const wait = preferences.get('wait');
  return {
    respondAsync: preferences.has('respond-async'),
    respondSync: preferences.has('respond-sync'),
    ...(wait !== undefined && /^\d{1,9}$/.test(wait) && { wait: Number(wait) }),
  };
}

const token = /^[!#$%&'*+.^_`|~\w-]+/;
const quoted = /^"((?:[^"\\]|\\.)*)"/s;

/** What stands between commas; a quote that nothing closes reaches to the end, so that nothing is read twice. */
const items = /(?:[^",]|"(?:[^"\\]|\\.)*(?:"|\\?$))+/gs;

/** Preferences with their values. Whatever follows a semicolon is read over: clients send bare URIs there. */
function* preferencesOf(header: string) {
  for (const [item] of header.matchAll(items)) {
    const text = item.trim();
    const [name] = token.exec(text) ?? [];
    if (name === undefined) continue;
    const { value, rest } = valueIn(text.slice(name.length).trimStart());
    if (rest === '' || rest.startsWith(';')) yield { name: name.toLowerCase(), value };
  }
}

function valueIn(text: string): { readonly value: string; readonly rest: string } {
  if (!text.startsWith('=')) return { value: '', rest: text };
  const after = text.slice(1).trimStart();
  const [whole = '', inner] = quoted.exec(after) ?? token.exec(after) ?? [];
  return { value: inner?.replace(/\\(.)/gs, '$1') ?? whole, rest: after.slice(whole.length).trimStart() };
}
