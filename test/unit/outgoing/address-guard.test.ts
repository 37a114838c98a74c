import { describe, expect, test } from 'vitest';
import { guarded, isPublic, PrivateAddressError } from '#lib/outgoing/address-guard.ts';

describe('isPublic', () => {
  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '172.15.255.255',
    '172.32.0.1',
    '192.0.1.1',
    '223.255.255.255',
    '2001:4860:4860::8888',
    '2606:4700::1111',
    '2a00:1450:4001::1',
  ])('%s is', (address) => {
    expect(isPublic(address)).toBe(true);
  });
});

describe('a guarded look-up', () => {
  /** What a connection would be told of a name with these addresses. */
  const lookUp = (addresses: readonly string[], options = {}) =>
    new Promise((resolve) => {
      const lookup = guarded((_, { all }, callback) => {
        expect(all).toBe(true);
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        );
      });
      lookup('example.com', options, (error, ...answer) => resolve(error ?? answer));
    });

  test('gives the addresses that it checked', async () => {
    expect(await lookUp(['1.1.1.1', '8.8.8.8'], { all: true })).toEqual([
      [
        { address: '1.1.1.1', family: 4 },
        { address: '8.8.8.8', family: 4 },
      ],
    ]);
    expect(await lookUp(['1.1.1.1', '8.8.8.8'])).toEqual(['1.1.1.1', 4]);
  });

  test.each([[['127.0.0.1']], [['1.1.1.1', '10.0.0.1']], [['::ffff:169.254.169.254', '1.1.1.1']], [[]]])(
    'refuses a name with the addresses %j',
    async (addresses) => {
      expect(await lookUp(addresses, { all: true })).toBeInstanceOf(PrivateAddressError);
      expect(await lookUp(addresses)).toBeInstanceOf(PrivateAddressError);
    },
  );

  test('passes on why a name cannot be resolved', async () => {
    const missing = new Error('ENOTFOUND');
    const lookup = guarded((_, __, callback) => callback(missing, []));

    expect(await new Promise((resolve) => lookup('example.invalid', {}, resolve))).toBe(missing);
  });
});
