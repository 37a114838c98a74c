import { everybody, ownerOf } from '#lib/job/owner.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Event } from './event.ts';

/** How a deployment tells callers apart. */
export interface IdentityRules {
  /** `open`, `jwt` or `iam`. */
  readonly identity: string;
  readonly subjectClaim: string;
  /** Empty: there are no operators. */
  readonly operatorClaim: string;
  readonly operatorValue: string;
  readonly operatorArns: readonly string[];
}

/** Who sent a request. */
export interface Caller {
  readonly owner: string;
  /** Sees and dismisses jobs of all owners. */
  readonly operator: boolean;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Who sent a request, by what the gateway has verified, and by nothing that a client can write.
 *
 * @throws {Exception} `unauthorized` where the gateway verified nothing: never does anybody become `everybody` by that.
 */
export function callerOf(event: Event, rules: IdentityRules): Caller {
  const { identity } = rules;
  if (identity === 'open') return { owner: everybody, operator: false };
  if (identity === 'iam') {
    const arn = arnOf(event);
    if (arn === undefined) throw unknown({}, noCredentials);
    return { owner: ownerOf('iam', arn), operator: rules.operatorArns.some((one) => stands(arn, one)) };
  }
  const claims = claimsOf(event);
  const subject = claims?.[rules.subjectClaim];
  if (claims === undefined || typeof subject !== 'string' || subject === '') {
    const without = `The token has no text in the claim ${rules.subjectClaim}, which says whose it is.`;
    throw unknown({ 'WWW-Authenticate': 'Bearer' }, claims ? without : noCredentials);
  }
  return { owner: ownerOf('jwt', subject), operator: isOperator(claims, rules) };
}

const noCredentials = 'The request has no credentials, which are needed here.';

function unknown(headers: Readonly<Record<string, string>>, detail: string): Exception {
  return new Exception('unauthorized', detail, { headers });
}

/**
 * Claims as each gateway hands them on: an HTTP API as texts (of payload 2.0 below `jwt`), the authoriser of a REST API
 * as JSON, because there only plain values get through. Absent where there was no token.
 */
function claimsOf({ requestContext: { authorizer } }: Event): Claims | undefined {
  const claims = authorizer?.claims ?? authorizer?.jwt?.claims;
  if (typeof claims === 'string') return JSON.parse(claims) as Claims;
  return typeof claims === 'object' && claims !== null ? (claims as Claims) : undefined;
}

function isOperator(claims: Claims, { operatorClaim, operatorValue }: IdentityRules): boolean {
  return operatorClaim !== '' && wordsOf(claims[operatorClaim]).includes(operatorValue);
}

/** A list, or text with blanks as `scope` has it; an HTTP API writes a list as `[a b]`. */
function wordsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.replace(/^\[(.*)\]$/s, '$1').split(/[\s,]+/) : [];
}

function arnOf({ requestContext: { identity, authorizer } }: Event): string | undefined {
  return identity?.userArn || authorizer?.iam?.userArn || undefined;
}

/** A role is an operator in every session. */
function stands(arn: string, operator: string): boolean {
  return arn === operator || (operator.includes(':assumed-role/') && arn.startsWith(`${operator}/`));
}
