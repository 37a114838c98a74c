import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { type TokenRules, verifyToken } from './verify-token.ts';

interface Rules extends TokenRules {
  /** Those that are handed on; empty names count for nothing. */
  readonly claims: readonly string[];
}

type Event = Pick<APIGatewayTokenAuthorizerEvent, 'authorizationToken' | 'methodArn'>;

/**
 * Makes the handler of a Lambda authoriser: who has a good token may call every method, because the gateway keeps the answer
 * for all of them; the function behind it gets the claims, as it does from an HTTP API. The rules are read when a token is
 * first looked at.
 */
export function authorizer(readRules: () => Rules, onRefused: (reason: string) => void) {
  let rules: Rules | undefined;
  return async ({ authorizationToken, methodArn }: Event): Promise<APIGatewayAuthorizerResult> => {
    rules ??= readRules();
    const verified = await verifyToken(authorizationToken.replace(/^bearer /i, ''), rules);
    if ('refused' in verified) {
      onRefused(verified.refused);
      // The one message that the gateway answers 401 for.
      throw new Error('Unauthorized');
    }
    const { claims } = verified;
    const handedOn = Object.fromEntries(
      rules.claims.filter((name) => claims[name] !== undefined).map((name) => [name, claims[name]]),
    );
    return {
      principalId: String(claims.sub),
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: allMethodsOf(methodArn) }],
      },
      context: { claims: JSON.stringify(handedOn) },
    };
  };
}

/** `arn:…:api/stage/GET/jobs` → `arn:…:api/stage/*`. */
function allMethodsOf(methodArn: string): string {
  const [api = '', stage = ''] = methodArn.split('/');
  return `${api}/${stage}/*`;
}
