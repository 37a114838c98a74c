import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { issuerKeys } from '#lib/http/issuer-keys.ts';
import { verifyToken } from '#lib/http/verify-token.ts';
import type { Admission, Api, Caller } from './api.ts';
import { propertiesOf } from './properties.ts';
import { assertAuthorizers, type Route } from './routes.ts';
import type { Resource } from './template.ts';

const AuthorizerProperties = z.object({
  AuthorizerType: z.literal('JWT', {
    error: 'The runner knows authorisers of an HTTP API only that check JWTs.',
  }),
  IdentitySource: z.tuple([
    z.literal('$request.header.Authorization', {
      error: 'The runner looks for tokens in the header Authorization only.',
    }),
  ]),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()).min(1) }),
});

/**
 * The JWT authorisers of an HTTP API. `keysUrl` is where the keys of every issuer are; absent: where the issuer says, as
 * API Gateway finds them. Throws a sentence where a route names an authoriser that is not among them.
 */
export function toJwtAuthorizers(
  resources: readonly Resource[],
  routes: readonly Route[],
  keysUrl: string | undefined,
): Api['admit'] {
  const rules = new Map(
    resources.map((resource) => {
      const { Issuer: issuer, Audience: audience } = propertiesOf(
        AuthorizerProperties,
        resource,
      ).JwtConfiguration;
      return [
        resource.name,
        { issuer, audience, keys: issuerKeys({ issuer, jwksUrl: keysUrl ?? '' }) },
      ] as const;
    }),
  );
  assertAuthorizers(routes, rules);
  return async (request: IncomingMessage, { authorizer = '' }): Promise<Admission> => {
    const asked = rules.get(authorizer);
    if (!asked) return {};
    const token = (request.headers.authorization ?? '').replace(/^bearer /i, '');
    const verified = await verifyToken(token, asked);
    return 'refused' in verified ? { refused: 'unauthorized' } : { caller: toCaller(verified.claims) };
  };
}

/** Payload format 1.0 has all claims as text, lists with blanks between brackets. */
function toCaller(claims: Readonly<Record<string, unknown>>): Caller {
  const texts = Object.entries(claims).map(([name, value]) => [
    name,
    Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
  ]);
  return { claims: Object.fromEntries(texts), scopes: null };
}
