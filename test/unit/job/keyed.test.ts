import { describe, expect, it } from 'vitest';
import type { Submission } from '#lib/job/job.ts';
import { fingerprint } from '#lib/job/keyed.ts';

const subscriber = { successUri: 'https://client.example/done' };
const base = 'https://api.example';
const submission: Submission = { inputs: { a: 1, b: [1, 2] }, subscription: { subscriber, base } };

describe('fingerprint', () => {
  it.each<[string, Submission]>([
    ['the order of members', { subscription: { base, subscriber }, inputs: { b: [1, 2], a: 1 } }],
    ['a wish for fresh results', { ...submission, fresh: true }],
    [
      'the URL by which the API was reached',
      { ...submission, subscription: { subscriber, base: 'https://b' } },
    ],
  ])('does not depend on %s', (_, other) => {
    expect(fingerprint('echo', other)).toBe(fingerprint('echo', submission));
  });

  it.each<[string, Submission]>([
    ['inputs', { ...submission, inputs: { a: 1, b: [2, 1] } }],
    ['outputs', { ...submission, outputs: { echo: {} } }],
    ['the response', { ...submission, response: 'document' }],
    [
      'who is told',
      { ...submission, subscription: { base, subscriber: { successUri: 'https://client.example/x' } } },
    ],
    ['whether somebody is told', { inputs: submission.inputs }],
  ])('depends on %s', (_, other) => {
    expect(fingerprint('echo', other)).not.toBe(fingerprint('echo', submission));
  });

  it('depends on the process', () => {
    expect(fingerprint('buffer', submission)).not.toBe(fingerprint('echo', submission));
  });
});
