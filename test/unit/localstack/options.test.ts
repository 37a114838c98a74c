import { describe, expect, it } from 'vitest';
import { readOptions } from '#localstack/options.ts';

describe('readOptions', () => {
  it('has defaults for everything', () => {
    expect(readOptions([], {})).toEqual({
      port: 8080,
      dataDir: '.data',
      log: 'warn',
      fresh: false,
      watch: false,
      config: {},
    });
  });

  it('reads the environment and the arguments', () => {
    const args = [
      '--fresh',
      '--processes',
      'other.ts',
      '--minute',
      '0.5',
      '-c',
      'leaseSeconds=2',
      '-c',
      'title=A = B',
    ];

    expect(readOptions(args, { PORT: '0', DATA_DIR: '/tmp/x', LOG: 'debug' })).toEqual({
      port: 0,
      dataDir: '/tmp/x',
      log: 'debug',
      fresh: true,
      watch: false,
      processes: 'other.ts',
      minute: 0.5,
      config: { leaseSeconds: '2', title: 'A = B' },
    });
  });

  it('takes tokens of an issuer whose keys are in a file', () => {
    const told = { JWKS_FILE: 'package.json', JWT_ISSUER: 'https://a.example', JWT_AUDIENCE: 'b' };

    expect(readOptions(['-c', 'gateway=RestApi'], told)).toMatchObject({
      keys: 'package.json',
      config: { identity: 'jwt', issuer: 'https://a.example', audience: 'b', gateway: 'RestApi' },
    });
  });

  it.each([
    [
      [],
      { JWKS_FILE: 'a', JWT_ISSUER: 'b' },
      'JWKS_FILE, JWT_ISSUER and JWT_AUDIENCE need each other, and there is only JWKS_FILE and JWT_ISSUER.',
    ],
    [
      [],
      { JWKS_FILE: 'none.json', JWT_ISSUER: 'b', JWT_AUDIENCE: 'c' },
      'JWKS_FILE is none.json, and there is no such file.',
    ],
    [[], { PORT: 'http' }, 'PORT is "http", and must be a number from 0 to 65535.'],
    [[], { PORT: '65536' }, 'PORT is "65536", and must be a number from 0 to 65535.'],
    [
      ['-c', 'stage'],
      {},
      '-c stage is not a setting: write -c name=value, such as -c retentionDays=30, after',
    ],
    [['--minute', '61'], {}, '--minute is 61, and must be the seconds that a minute lasts, 60 at most.'],
    [['--frehs'], {}, "Unknown option '--frehs'"],
  ])('refuses %j %j', (args, environment, sentence) => {
    expect(() => readOptions(args, environment)).toThrow(sentence);
  });
});
