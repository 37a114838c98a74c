import { describe, expect, it } from 'vitest';
import { resolve, type Scope } from '#localstack/intrinsics.ts';

const scope: Scope = {
  stackName: 'app',
  ref: (name) => `ref of ${name}`,
  attribute: (logicalID, attribute) => `${attribute} of ${logicalID}`,
};

describe('resolve', () => {
  it.each([
    [{ Ref: 'Table' }, 'ref of Table'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ Ref: 'AWS::StackName' }, 'app'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Arn of Table'],
    [{ 'Fn::GetAtt': 'Nested.Outputs.Queue' }, 'Outputs.Queue of Nested'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref of B-3'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [
      { 'Fn::Sub': placeholders('AWS::AccountId', 'Table', 'Table.Arn', '!Kept') },
      `000000000000 ref of Table Arn of Table ${placeholders('Kept')}`,
    ],
    [{ 'Fn::Sub': [placeholders('Own', 'Table'), { Own: { Ref: 'X' } }] }, 'ref of X ref of Table'],
  ])('carries out %j', (value, expected) => {
    expect(resolve(value, scope)).toBe(expected);
  });

  it('goes into lists and objects and leaves everything else alone', () => {
    const value = { a: [{ Ref: 'B' }, 1, null, true], c: { d: 'e' } };

    expect(resolve(value, scope)).toEqual({ a: ['ref of B', 1, null, true], c: { d: 'e' } });
  });

  it('leaves out what has no value', () => {
    expect(resolve({ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, scope)).toEqual({
      b: [1],
    });
  });

  it.each([
    [{ 'Fn::ImportValue': 'x' }, 'The runner does not know the intrinsic function Fn::ImportValue.'],
    [
      { Ref: 'AWS::NotificationARNs' },
      'The runner does not know the pseudo parameter AWS::NotificationARNs.',
    ],
    [{ 'Fn::Join': ['', [{}]] }, 'The template uses Fn::Join with {}, where a text belongs.'],
    [{ 'Fn::Select': '0' }, 'The template uses Fn::Select with "0", where a list belongs.'],
  ])('stops at %j with a sentence', (value, sentence) => {
    expect(() => resolve(value, scope)).toThrow(sentence);
  });
});

function placeholders(...names: readonly string[]): string {
  return names.map((name) => `\${${name}}`).join(' ');
}
