import { log } from '#lib/aws/log.ts';
import { environment } from '#lib/environment.ts';
import { authorizer } from '#lib/http/authorizer.ts';
import { issuerKeys } from '#lib/http/issuer-keys.ts';

const ours = log();

const rules = () => {
  const told = environment('ISSUER', 'AUDIENCE', 'JWKS_URL', 'SUBJECT_CLAIM', 'OPERATOR_CLAIM');
  const { ISSUER: issuer, AUDIENCE: audience, JWKS_URL: jwksUrl } = told;
  const claims = [told.SUBJECT_CLAIM, told.OPERATOR_CLAIM];
  return { keys: issuerKeys({ issuer, jwksUrl }), issuer, audience, claims };
};

/** Asked by a REST API, which cannot check tokens itself. */
export const handler = authorizer(rules, (reason) => ours.info('refused', { reason }));
