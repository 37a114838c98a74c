import { writeFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

/** What a token says beyond what all good ones do; `undefined` leaves out. */
export type Claims = Readonly<Record<string, unknown>>;

/** Stands in for who issues tokens. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  /** How a deployment takes its tokens, and whose bearers for operators. */
  readonly settings: Readonly<Record<string, string>>;
  /** A token that is good for ten minutes, but for what its claims say. */
  token(claims: Claims): Promise<string>;
  /** Tokens that must not count, by what is wrong with them. */
  readonly bad: Readonly<Record<string, string>>;
}

const audience = 'processes';

/** Makes keys, and writes the public one into a JWKS file. */
export async function anIssuer(file: string, issuer = 'https://issuer.example/'): Promise<Issuer> {
  const rsa = await generateKeyPair('RS256', { extractable: true });
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(rsa.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  writeFileSync(file, JSON.stringify({ keys: [jwk] }));

  const now = Math.floor(Date.now() / 1000);
  const good = { iss: issuer, aud: audience, iat: now, exp: now + 600 };
  const sign = (claims: Claims, key = rsa.privateKey) =>
    new SignJWT(defined({ ...good, ...claims })).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key);
  const ann = { sub: 'ann' };
  const [head, , signature] = (await sign(ann)).split('.');
  const forged = Buffer.from(JSON.stringify({ ...good, sub: 'bob' })).toString('base64url');
  const secret = new TextEncoder().encode(JSON.stringify(jwk));
  return {
    issuer,
    audience,
    settings: { identity: 'jwt', issuer, audience, operatorClaim: 'groups', operatorValue: 'operators' },
    token: (claims) => sign(claims),
    bad: {
      expired: await sign({ ...ann, exp: now - 60 }),
      'not yet valid': await sign({ ...ann, nbf: now + 300 }),
      'without an end': await sign({ ...ann, exp: undefined }),
      'of another issuer': await sign({ ...ann, iss: 'https://issuer.example' }),
      'for another audience': await sign({ ...ann, aud: 'something else' }),
      'for no audience': await sign({ ...ann, aud: undefined }),
      'signed by a stranger': await sign(ann, stranger.privateKey),
      'changed after it was signed': [head, forged, signature].join('.'),
      'without a signature': new UnsecuredJWT({ ...good, ...ann }).encode(),
      'signed with the public key as a secret': await new SignJWT({ ...good, ...ann })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(secret),
      'of nobody': await sign({ sub: undefined }),
      'that is none': 'rubbish',
      'in three parts that are none': 'a.b.c',
    },
  };
}

function defined(claims: Claims): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
