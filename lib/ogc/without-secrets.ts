/** Characters of a URL that a sentence has room for. */
const room = 200;

/**
 * A URL as a sentence may name it, which others read too: without users, and without its query, where signatures and keys
 * stand. It may be no URL at all.
 */
export function withoutSecrets(href: string): string {
  const [address = '', ...query] = href.split(/[?#]/, 2);
  const at = address.lastIndexOf('@');
  const start = address.indexOf('//') + 2;
  const named = at > start && start > 1 ? `${address.slice(0, start)}…${address.slice(at)}` : address;
  const short = named.length > room ? `${named.slice(0, room)}…` : named;
  return query.length > 0 && !short.endsWith('…') ? `${short}?…` : short;
}
