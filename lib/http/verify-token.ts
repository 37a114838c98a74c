import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

/** What a token must be. */
export interface TokenRules {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  /** One of these in `aud`, or in `client_id` where there is no `aud`, as an HTTP API has it. */
  readonly audience: readonly string[];
}

/** A token's claims, or why it does not count, in the words of `jose`. */
export type Verified = { readonly claims: JWTPayload } | { readonly refused: string };

/** Only public keys: with a shared secret whoever checks tokens could make them. */
const algorithms = ['RS256', 'ES256'];

/** Seconds that clocks may differ. */
const clockTolerance = 5;

/** Codes of what is wrong with a token; anything else is wrong with the keys, and no reason to refuse anybody. */
const faults = new Set([
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWTExpired.code,
  errors.JWTInvalid.code,
]);

/** Checks a JWT: signature, issuer, audience, and that it holds now. Rejects where the keys cannot be had. */
export async function verifyToken(token: string, { keys, issuer, audience }: TokenRules): Promise<Verified> {
  try {
    const options = { algorithms, issuer, clockTolerance, requiredClaims: ['exp'] };
    const { payload } = await jwtVerify(token, keys, options);
    const meantFor = [payload.aud ?? payload.client_id].flat();
    if (meantFor.some((one) => typeof one === 'string' && audience.includes(one))) return { claims: payload };
    return { refused: 'wrong audience' };
  } catch (error) {
    if (error instanceof errors.JOSEError && faults.has(error.code)) return { refused: error.code };
    throw error;
  }
}
