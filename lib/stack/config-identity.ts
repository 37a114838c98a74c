import { flag, list, oneOf, text, whole } from './config-kinds.ts';

/** Settings of who may call, and what they may do: docs/owners.md. */
export const identityFields = {
  /** How callers are told apart: `open` takes all for one; `jwt` goes by tokens of an issuer, `iam` by AWS's own signatures. */
  identity: oneOf('open', ['open', 'jwt', 'iam']),

  /** Whose tokens count, of identity `jwt`: letter by letter as they say it in `iss`, with or without a slash at its end. */
  issuer: text('', /^(https:\/\/[^\s?#]{1,200})?$/, 'an https URL without query, as `iss` in tokens has it'),

  /** Whom the tokens must be meant for: one of these in `aud`, or in `client_id` of tokens without `aud`. */
  audience: list([], /^[^\s,]{1,200}$/, 'audiences such as processes-api'),

  /** Where a `RestApi` finds the issuer's keys, if not where its OpenID configuration says. */
  jwksUrl: text('', /^(https:\/\/[^\s#]{1,500})?$/, 'an https URL'),

  /** The claim that tells people apart: one that the issuer never gives to somebody else. */
  subjectClaim: text('sub', /^[\w:./-]{1,100}$/, 'the name of a claim'),

  /**
   * The claim that makes an operator, who sees and dismisses all jobs: one that users cannot choose. It needs
   * `operatorValue`.
   */
  operatorClaim: text('', /^[\w:./-]{0,100}$/, 'the name of a claim such as scope or groups'),

  /** What that claim must hold, among others or alone. */
  operatorValue: text('', /^[^\s,[\]]{0,200}$/, 'a word such as operators'),

  /** Operators of identity `iam`: users, or roles in all their sessions. */
  operatorArns: list(
    [],
    /^arn:[a-z-]+:(iam::\d{12}:user\/[^\s,]+|sts::\d{12}:assumed-role\/[\w+=@.-]+)$/,
    'ARNs such as arn:aws:iam::123456789012:user/ann or arn:aws:sts::123456789012:assumed-role/Operators',
  ),

  /** Whether everybody may see what is on offer, who may execute or not. */
  publicDiscovery: flag(true),

  /** Jobs that one owner may have waiting or running; 0 for no bound, which spares each execution a query. */
  activeJobs: whole(1_000, 0, 2_000),
};
