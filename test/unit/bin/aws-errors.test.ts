import { describe, expect, it } from 'vitest';
import { toSentence } from '../../../bin/aws-errors.ts';

function anError(name: string, message: string, members: object = {}): Error {
  return Object.assign(new Error(message), { name, ...members });
}

const refused = anError('Error', 'connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED' });

describe('what AWS says', () => {
  it.each([
    [
      anError('CredentialsProviderError', 'Could not load credentials'),
      /^There are no AWS credentials: log in/,
    ],
    [anError('Error', 'Region is missing'), /^There is no AWS region: set AWS_REGION/],
    [
      anError('ExpiredTokenException', 'The token expired'),
      /^AWS does not take these .*\(ExpiredTokenException\)/,
    ],
    [
      anError('AccessDeniedException', 'User x is not authorized'),
      /may not do that: User x is not authorized\.$/,
    ],
    [refused, /^Nothing answers there \(connect ECONNREFUSED 127\.0\.0\.1:9\)/],
    [new AggregateError([refused]), /^Nothing answers there \(ECONNREFUSED\)/],
    [anError('Error', 'Something else'), /^Something else\.$/],
  ])('is told in a sentence: %s', (error, sentence) => {
    expect(toSentence(error)).toMatch(sentence);
  });
});
