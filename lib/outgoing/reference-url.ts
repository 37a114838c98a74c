import { isIP } from 'node:net';
import { isPublic } from './address-guard.ts';

/** Where references may lead. */
export interface Rules {
  /** Whether http is allowed beside https. */
  readonly http: boolean;
  /** Exact origins, such as `http://127.0.0.1:8080`, that an operator trusts: no rule but that against users holds. */
  readonly origins: readonly string[];
}

/** Characters of a URL; more than servers take (RFC 9110, 4.1). */
const longest = 8000;

/**
 * What speaks against fetching a URL, as the rest of a sentence about it; absent when nothing does. A name is looked
 * at again when it is resolved.
 */
export function objection(url: URL | null, rules: Rules): string | undefined {
  if (!url) return 'is not an absolute URL';
  if (url.href.length > longest) return `is longer than ${longest} characters`;
  if (url.username !== '' || url.password !== '') return 'names a user';
  if (isTrusted(url, rules)) return undefined;
  if (url.protocol !== 'https:' && !(rules.http && url.protocol === 'http:')) {
    return `is not ${rules.http ? 'http or https' : 'https'}`;
  }
  if (!['', '80', '443'].includes(url.port)) return `names the port ${url.port}, not 80 or 443`;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublic(host) ? 'leads to a private address' : undefined;
}

export function isTrusted({ protocol, origin }: URL, { origins }: Rules): boolean {
  // A `blob:` URL has the origin of the URL within it.
  return ['http:', 'https:'].includes(protocol) && origins.includes(origin);
}
