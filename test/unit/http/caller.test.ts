import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callerOf, type IdentityRules } from '#lib/http/caller.ts';
import type { Event } from '#lib/http/event.ts';
import { everybody, ownerOf } from '#lib/job/owner.ts';
import { anEvent, aRestEvent } from './an-event.ts';

const rules: IdentityRules = {
  identity: 'jwt',
  subjectClaim: 'sub',
  operatorClaim: 'groups',
  operatorValue: 'operators',
  operatorArns: [],
};

/** A request of which the gateway knows this. */
function known(context: Partial<Event['requestContext']>, event = anEvent('/jobs')): Event {
  return { ...event, requestContext: { ...event.requestContext, ...context } };
}

const claimed = (claims: unknown) => known({ authorizer: { claims } });

describe('the caller by a token', () => {
  it.each([
    ['an HTTP API', claimed({ sub: 'ann' })],
    ['an HTTP API in payload format 2.0', known({ authorizer: { jwt: { claims: { sub: 'ann' } } } })],
    ["a REST API's authoriser", known({ authorizer: { claims: '{"sub":"ann"}' } }, aRestEvent('/jobs'))],
  ])('is the subject that %s found', (_, event) => {
    expect(callerOf(event, rules)).toEqual({ owner: 'jwt:ann', operator: false });
  });

  it('is told by another claim where the settings say so', () => {
    expect(callerOf(claimed({ sub: 'a', email: 'b' }), { ...rules, subjectClaim: 'email' }).owner).toBe(
      'jwt:b',
    );
  });

  it.each([
    ['a list', ['users', 'operators'], true],
    ['a list as an HTTP API writes it', '[users operators]', true],
    ['one of a list as an HTTP API writes it', '[operators]', true],
    ['a scope', 'jobs:read operators', true],
    ['the word alone', 'operators', true],
    ['a longer word', 'non-operators', false],
    ['a list of longer words', ['operators-of-old'], false],
    ['a list whose word has a blank', ['my operators'], false],
    ['an object', { operators: true }, false],
    ['nothing', undefined, false],
  ])('is an operator by %s', (_, groups, operator) => {
    expect(callerOf(claimed({ sub: 'ann', groups }), rules).operator).toBe(operator);
  });

  it('is no operator where the settings name none', () => {
    const none = { ...rules, operatorClaim: '', operatorValue: '' };

    expect(callerOf(claimed({ sub: 'ann', groups: '', '': [''] }), none).operator).toBe(false);
  });

  it.each([
    ['no authoriser', anEvent('/jobs')],
    ['an open route', known({ authorizer: { claims: null } })],
    ['no authoriser at all', known({ authorizer: null })],
    ['a token without subject', claimed({ groups: ['operators'] })],
    ['an empty subject', claimed({ sub: '' })],
    ['a subject that is no text', claimed({ sub: 7 })],
    ['a signature of IAM instead', known({ identity: { userArn: 'arn:aws:iam::123456789012:user/ann' } })],
    ['headers that say who it is', anEvent('/jobs', { headers: { Authorization: 'Bearer x', sub: 'ann' } })],
  ])('is nobody, and never everybody, with %s', (_, event) => {
    expect(() => callerOf(event, rules)).toThrow(
      expect.objectContaining({ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }),
    );
  });
});

describe('who has no owner', () => {
  const none = 'The request has no credentials, which are needed here.';

  it.each([
    [{ groups: ['operators'] }, 'sub', 'The token has no text in the claim sub, which says whose it is.'],
    [{ sub: 'ann' }, 'email', 'The token has no text in the claim email, which says whose it is.'],
    [null, 'sub', none],
    [undefined, 'sub', none],
  ])('by the claims %j is told what is missing', (claims, subjectClaim, message) => {
    expect(() => callerOf(claimed(claims), { ...rules, subjectClaim })).toThrow(
      expect.objectContaining({ status: 401, message }),
    );
  });
});

describe('the caller by a signature', () => {
  const iam = { ...rules, identity: 'iam' };
  const ann = 'arn:aws:iam::123456789012:user/ann';
  const session = 'arn:aws:sts::123456789012:assumed-role/Operators/olga';

  it.each([
    ['payload format 1.0', known({ identity: { userArn: ann } })],
    ['payload format 2.0', known({ authorizer: { iam: { userArn: ann } } })],
  ])('is the ARN, in %s', (_, event) => {
    expect(callerOf(event, iam)).toEqual({ owner: `iam:${ann}`, operator: false });
  });

  it.each([
    [ann, [ann], true],
    [session, ['arn:aws:sts::123456789012:assumed-role/Operators'], true],
    [session, ['arn:aws:sts::123456789012:assumed-role/Oper'], false],
    [`${ann}/of/a/path`, [ann], false],
    [session, [], false],
  ])('%s is an operator among %j: %s', (userArn, operatorArns, operator) => {
    expect(callerOf(known({ identity: { userArn } }), { ...iam, operatorArns }).operator).toBe(operator);
  });

  it.each([null, ''])('is nobody where the gateway knows %j', (userArn) => {
    expect(() => callerOf(known({ identity: { userArn } }), iam)).toThrow(
      expect.objectContaining({ status: 401 }),
    );
  });

  it('is not who a token says', () => {
    expect(() => callerOf(claimed({ sub: 'ann' }), iam)).toThrow();
  });
});

describe('an owner', () => {
  it('is everybody where callers are not told apart, whatever they bring', () => {
    const open = { ...rules, identity: 'open' };

    expect(callerOf(claimed({ sub: 'ann', groups: 'operators' }), open)).toEqual({
      owner: everybody,
      operator: false,
    });
  });

  it('can be read where it fits, and is hashed where it does not', () => {
    expect(ownerOf('jwt', 'auth0|5f7c')).toBe('jwt:auth0|5f7c');
    expect(ownerOf('jwt', 'Ann Smith')).toBe(`jwt#${createHash('sha256').update('Ann Smith').digest('hex')}`);
  });

  it('fits keys and message groups, is the same for no two subjects, and never everybody', () => {
    const subject = fc.oneof(
      fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
      fc.string({ minLength: 110, maxLength: 140 }),
      fc.constantFrom('public', '#', ':'),
    );
    const identity = fc.constantFrom('jwt' as const, 'iam' as const);
    fc.assert(
      fc.property(identity, subject, identity, subject, (one, a, other, b) => {
        const [owner, second] = [ownerOf(one, a), ownerOf(other, b)];

        expect(owner).toMatch(/^[!-~]{1,128}$/);
        expect(owner).not.toBe(everybody);
        expect(owner === second).toBe(one === other && a === b);
      }),
    );
  });
});
