import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

interface Issuer {
  readonly issuer: string;
  /** Empty: where the issuer's OpenID configuration says. */
  readonly jwksUrl: string;
}

/** Milliseconds. */
const patience = 3_000;

/**
 * The keys of an issuer, fetched when they are first needed, kept for ten minutes, and fetched again for a key that is not
 * among them, at most twice a minute.
 */
export function issuerKeys(issuer: Issuer): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= find(issuer).catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return (await found)(header, token);
  };
}

async function find({ issuer, jwksUrl }: Issuer): Promise<JWTVerifyGetKey> {
  const url = jwksUrl === '' ? await discovered(issuer) : jwksUrl;
  return createRemoteJWKSet(new URL(url), { timeoutDuration: patience });
}

/** OpenID Connect Discovery 1.0, 4.3: a configuration counts only for the issuer that it names. */
async function discovered(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const { issuer: named, jwks_uri: keys } = (await response.json()) as Readonly<Record<string, unknown>>;
  if (named === issuer && typeof keys === 'string') return keys;
  throw new Error(`${url} is not the configuration of ${issuer}: it names ${named}.`);
}
