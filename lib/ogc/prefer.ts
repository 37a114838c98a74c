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

const token = "[!#$%&'*+.^_`|~\\w-]+";
const word = `(?:${token}|"(?:[^"\\\\]|\\\\.)*")`;
/** A preference with its value. Whatever follows a semicolon is read over: clients send bare URIs there. */
const preference = new RegExp(`^\\s*(${token})\\s*(?:=\\s*(${word})?)?\\s*(?:;.*)?$`, 's');

function* preferencesOf(header: string) {
  for (const [item] of header.matchAll(/(?:[^",]|"(?:[^"\\]|\\.)*"|")+/g)) {
    const [, name, value = ''] = preference.exec(item) ?? [];
    if (name !== undefined) yield { name: name.toLowerCase(), value: unquoted(value) };
  }
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
}
