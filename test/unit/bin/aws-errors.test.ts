import { describe, expect, it } from 'vitest';
import { isDenied, lacksCredentials, toSentence } from '../../../bin/aws-errors.ts';

function anError(name: string, message: string, members: object = {}): Error {
  return Object.assign(new Error(message), { name, ...members });
}

const refused = anError('Error', 'connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' });
const unfound = anError('Error', 'No.', { code: 'ENOTFOUND' });

describe('what AWS says', () => {
  it.each([
    [
      anError('CredentialsProviderError', 'Could not load credentials'),
      /^There are no AWS credentials: log in/,
    ],
    [anError('Error', 'Region is missing'), /^There is no AWS region: set AWS_REGION/],
    [
      anError('Error', 'Region not accepted: region="" is not a valid'),
      /^There is no AWS region: set AWS_REGION/,
    ],
    [anError('ExpiredTokenException', 'It is over'), /^The AWS credentials have expired: log in again/],
    [
      anError('UnrecognizedClientException', 'No'),
      /^AWS does not take these credentials in eu-west-1 \(UnrecognizedClientException\)/,
    ],
    [
      anError('AccessDeniedException', 'User x is not authorized'),
      /^These credentials may not do that: User x is not authorized\.$/,
    ],
    [refused, /^AWS cannot be reached in eu-west-1 \(ECONNREFUSED\)/],
    [new AggregateError([refused]), /^AWS cannot be reached in eu-west-1 \(ECONNREFUSED\)/],
    [anError('Error', 'Something else'), /^Something else\.$/],
    ['nothing that is thrown', /^nothing that is thrown\.$/],
  ])('is told in a sentence: %s', (error, sentence) => {
    expect(toSentence(error, { env: { AWS_REGION: 'eu-west-1' } })).toMatch(sentence);
  });

  it('is told without a region where none is known', () => {
    expect(toSentence(unfound, { env: {} })).toMatch(/^AWS cannot be reached \(ENOTFOUND\)/);
    expect(toSentence(unfound, { env: {}, region: 'eu-wst-1' })).toMatch(/^There is no region eu-wst-1/);
  });

  it('tells whether credentials lack altogether, or only a permission', () => {
    const denied = anError('AccessDenied', 'No');
    const lacking = anError('CredentialsProviderError', 'No');

    expect([isDenied(denied), isDenied(lacking)]).toEqual([true, false]);
    expect([lacksCredentials(denied), lacksCredentials(lacking)]).toEqual([false, true]);
  });
});
