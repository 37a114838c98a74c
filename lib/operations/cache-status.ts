import type { Freshness } from '#lib/job/job.ts';

/** How this server calls its cache (RFC 9211). */
const name = 'serverless-processes';

type Headers = Readonly<Record<string, string>>;

/** Of an answer that came from the cache; `now` is in milliseconds. */
export function hit({ created, expiresAt }: Freshness, now: number): Headers {
  const age = Math.max(0, Math.floor((now - Date.parse(created)) / 1000));
  const ttl = Math.floor(expiresAt - now / 1000);
  return { 'Cache-Status': `${name}; hit; ttl=${ttl}`, Age: String(age) };
}

/** Of an answer that did not: nothing there, or the client wanted it fresh. Nothing to say where nothing is cached. */
export function forwarded({ cacheable, fresh }: { cacheable: boolean; fresh: boolean }): Headers {
  return cacheable ? { 'Cache-Status': `${name}; fwd=${fresh ? 'request' : 'miss'}` } : {};
}
