import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizer } from '#lib/http/authorizer.ts';
import { issuerKeys } from '#lib/http/issuer-keys.ts';
import { type TokenRules, verifyToken } from '#lib/http/verify-token.ts';
import { serveKeys } from '#localstack/keys-endpoint.ts';
import { type Listening, listen } from '#localstack/listen.ts';
import { anIssuer, type Issuer } from '#test/local/setup/issuer.ts';

const folder = mkdtempSync(join(tmpdir(), 'issuer-'));
const file = join(folder, 'jwks.json');
let issuer: Issuer;
let rules: TokenRules;

beforeAll(async () => {
  issuer = await anIssuer(file);
  rules = {
    issuer: issuer.issuer,
    audience: ['other', issuer.audience],
    keys: createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8'))),
  };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a token', () => {
  it.each([
    ['one audience', {}],
    ['several audiences', { aud: ['elsewhere', 'processes'] }],
    ['client_id in place of an audience, as Cognito has it', { aud: undefined, client_id: 'processes' }],
    ['an end that a clock runs late by', { exp: Math.floor(Date.now() / 1000) - 1 }],
  ])('counts with %s', async (_, claims) => {
    const token = await issuer.token({ sub: 'ann', ...claims });

    expect(await verifyToken(token, rules)).toMatchObject({ claims: { sub: 'ann' } });
  });

  it('counts that is signed by an elliptic key', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'two' }] });
    const token = await new SignJWT({ sub: 'ann', iss: issuer.issuer, aud: 'processes', exp: 4e9 })
      .setProtectedHeader({ alg: 'ES256', kid: 'two' })
      .sign(privateKey);

    expect(await verifyToken(token, { ...rules, keys })).toMatchObject({ claims: { sub: 'ann' } });
  });

  it('does not count that is not good', async () => {
    const counted = Object.entries(issuer.bad).filter(([wrong]) => wrong !== 'of nobody');

    for (const [wrong, token] of counted) {
      expect(await verifyToken(token, rules), wrong).toEqual({ refused: expect.any(String) });
    }
  });

  it('whose audience is another does not count by its client_id', async () => {
    const token = await issuer.token({ sub: 'ann', aud: 'elsewhere', client_id: 'processes' });

    expect(await verifyToken(token, rules)).toEqual({ refused: 'wrong audience' });
  });

  it('is nobody’s fault where the keys cannot be had', async () => {
    const keys = async () => {
      throw new Error('Out of reach.');
    };

    await expect(verifyToken(await issuer.token({ sub: 'ann' }), { ...rules, keys })).rejects.toThrow(
      'Out of reach.',
    );
  });
});

describe('the keys of an issuer', () => {
  let served: Listening;
  let provider: Listening;
  /** What its OpenID configuration says, and how often it was asked. */
  let configuration: object | undefined;
  let asked = 0;

  beforeAll(async () => {
    served = await serveKeys(file);
    provider = await listen(
      createServer(({ url }, response) => {
        asked += 1;
        const found = configuration && url === '/.well-known/openid-configuration';
        response.writeHead(found ? 200 : 404).end(JSON.stringify(configuration ?? {}));
      }),
      0,
    );
  });
  afterAll(async () => {
    await served.stop();
    await provider.stop();
  });

  const verify = async (jwksUrl: string, keys = issuerKeys({ issuer: provider.url, jwksUrl })) => {
    const token = await issuer.token({ sub: 'ann', iss: provider.url });
    return verifyToken(token, { ...rules, issuer: provider.url, keys });
  };

  it('are where the settings say', async () => {
    expect(await verify(served.url)).toMatchObject({ claims: { sub: 'ann' } });
    expect(asked).toBe(0);
  });

  it('are where its OpenID configuration says, which is asked once, and again after it failed', async () => {
    const keys = issuerKeys({ issuer: provider.url, jwksUrl: '' });

    await expect(verify('', keys)).rejects.toThrow('/.well-known/openid-configuration answered 404.');
    configuration = { issuer: provider.url, jwks_uri: served.url };
    const found = [await verify('', keys), await verify('', keys)];

    expect(found).toEqual(Array(2).fill({ claims: expect.objectContaining({ sub: 'ann' }) }));
    expect(asked).toBe(2);
  });

  it('are not taken from a configuration that names another issuer', async () => {
    configuration = { issuer: 'https://elsewhere.example', jwks_uri: served.url };

    await expect(verify('')).rejects.toThrow('it names https://elsewhere.example.');
  });
});

describe('the authoriser of a REST API', () => {
  const refusals: string[] = [];
  const authorize = authorizer(
    () => ({ ...rules, claims: ['sub', 'groups', ''] }),
    (reason) => refusals.push(reason),
  );
  const methodArn = 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/GET/jobs/42';

  it('lets who has a good token call every method of the stage, and hands on only claims that are needed', async () => {
    const token = await issuer.token({ sub: 'ann', groups: ['a', 'b'], email: 'ann@example.org' });

    expect(await authorize({ authorizationToken: `bearer ${token}`, methodArn })).toEqual({
      principalId: 'ann',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'execute-api:Invoke',
            Resource: 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/*',
          },
        ],
      },
      context: { claims: '{"sub":"ann","groups":["a","b"]}' },
    });
  });

  it('throws the one message that means 401, and says why to the log', async () => {
    const authorizationToken = `Bearer ${issuer.bad.expired}`;

    await expect(authorize({ authorizationToken, methodArn })).rejects.toThrow(/^Unauthorized$/);
    expect(refusals).toEqual(['ERR_JWT_EXPIRED']);
  });
});
