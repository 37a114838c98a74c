import type { NameAnswer, Zone } from '#test/stand-ins/name-server.ts';

/** Where the good server of this small internet is. */
export const good = { A: ['93.184.215.14'], AAAA: [] } as const satisfies NameAnswer;
export const goodAddresses = ['93.184.215.14', '2606:2800:21f:cb07::14'];

const address = 'leads to a private address';

interface HostileName {
  readonly answers: readonly NameAnswer[];
  readonly what: string;
  readonly why: string;
}

const of = (why: string, answers: readonly NameAnswer[], what = address): HostileName => ({
  answers,
  what,
  why,
});

/** Names that must lead nowhere, by label under `.net.example`. */
export const hostileNames: Readonly<Record<string, HostileName>> = {
  loopback: of('loopback', [{ A: ['127.0.0.1'] }]),
  'loopback-2': of('another loopback', [{ A: ['127.0.0.2'] }]),
  unspecified: of('this host', [{ A: ['0.0.0.0'] }]),
  private: of('a private address', [{ A: ['10.0.0.1'] }]),
  metadata: of('metadata', [{ A: ['169.254.169.254'] }]),
  multicast: of('multicast', [{ A: ['224.0.0.251'] }]),
  'loopback-6': of('loopback of IPv6', [{ AAAA: ['::1'] }]),
  mapped: of('IPv4 mapped', [{ AAAA: ['::ffff:127.0.0.1'] }]),
  compatible: of('IPv4 compatible', [{ AAAA: ['::127.0.0.1'] }]),
  translated: of('NAT64', [{ AAAA: ['64:ff9b::7f00:1'] }]),
  'six-to-four': of('6to4', [{ AAAA: ['2002:7f00:1::'] }]),
  'unique-local': of('metadata over IPv6', [{ AAAA: ['fd00:ec2::254'] }]),
  'link-local': of('link-local', [{ AAAA: ['fe80::1'] }]),
  mixed: of('one address public, one not', [{ A: ['93.184.215.14', '127.0.0.1'] }]),
  'mixed-first': of('the private one first', [{ A: ['10.0.0.1', '93.184.215.14'] }]),
  'mixed-families': of('public by IPv4, loopback by IPv6', [{ A: ['93.184.215.14'], AAAA: ['::1'] }]),
  alias: of('an alias of a private name', [{ CNAME: 'loopback.net.example', A: ['127.0.0.1'] }]),
  nobody: of('no address at all', [{}], 'cannot be reached'),
  missing: of('no such name', [{ code: 3 }], 'names a host that does not exist'),
  failing: of('a name server that fails', [{ code: 2 }], 'cannot be reached'),
  silent: of('a name server that says nothing', [{ silent: true }], 'cannot be reached'),
};

/** Public when it is asked for first, and loopback from then on. */
export const rebinding: readonly NameAnswer[] = [good, { A: ['127.0.0.1'], AAAA: ['::1'] }];

export const zone: Zone = {
  'data.net.example': [good],
  'six.net.example': [{ AAAA: ['2606:2800:21f:cb07::14'] }],
  'both.net.example': [{ A: ['93.184.215.14'], AAAA: ['2606:2800:21f:cb07::14'] }],
  'cdn.net.example': [{ CNAME: 'data.net.example', A: ['93.184.215.14'] }],
  'xn--bcher-kva.net.example': [good],
  'handshake.net.example': [{ A: ['93.184.215.15'] }],
  'untrusted.net.example': [{ A: ['93.184.215.16'] }],
  'rebinding.net.example': rebinding,
  'rebinding-later.net.example': [good, good, { A: ['127.0.0.1'] }],
  'rebinding-redirect.net.example': rebinding,
  ...Object.fromEntries(
    Object.entries(hostileNames).map(([label, { answers }]) => [`${label}.net.example`, answers]),
  ),
};
