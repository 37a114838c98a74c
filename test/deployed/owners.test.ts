/** Who sees what, with real tokens, through the authorisers that CloudFormation made, behind both kinds of gateway. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy, destroy, gateways, output, urlOf } from '#localstack/deploy-to.ts';
import { anIssuer, type Issuer } from '#test/local/setup/issuer.ts';
import { certificate } from '#test/stand-ins/certificate.ts';
import { listenWhenFree } from '#test/stand-ins/listen-when-free.ts';
import { place } from './place.ts';

let folder: string;
let server: Server;
let issuer: Issuer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuer-'));
  const keys = join(folder, 'jwks.json');
  server = createServer(certificate, async ({ url }, response) => {
    const told =
      url === '/keys'
        ? await readFile(keys, 'utf8')
        : JSON.stringify({ issuer: issuer.issuer, jwks_uri: `${issuer.issuer}/keys` });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(told);
  });
  await listenWhenFree(server, 0, '127.0.0.1');
  issuer = await anIssuer(keys, `https://localhost:${(server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe.each(gateways)('owners behind an %s that is deployed', (gateway) => {
  const stage = `owners-${gateway.toLowerCase()}`;
  let url: string;
  beforeAll(async () => {
    const app = 'node test/deployed/app.ts test/local/fixtures/owned-processes.ts';
    const settings = {
      gateway,
      ...issuer.settings,
    };
    const outputs = await deploy(place, { stage, app, settings });
    url = urlOf(place.emulator, { gateway, stage }, output(outputs, 'ApiID'));
  });
  afterAll(() => destroy(place, { stage }));

  const ask = async (claims: object | string | undefined, path: string, init: RequestInit = {}) => {
    const token = typeof claims === 'object' ? await issuer.token({ ...claims }) : claims;
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return fetch(`${url}${path}`, { ...init, headers: { ...init.headers, ...authorization } });
  };
  const submit = async (claims: object): Promise<string> => {
    const answer = await ask(claims, '/processes/count/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
      body: JSON.stringify({ inputs: {} }),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { readonly jobID: string }).jobID;
  };
  const listed = async (claims: object) => {
    const { jobs } = (await (await ask(claims, '/jobs')).json()) as { jobs: { jobID: string }[] };
    return jobs.map(({ jobID }) => jobID);
  };

  it('everybody sees what is on offer', async () => {
    expect((await ask(undefined, '/processes')).status).toBe(200);
  });

  it('nobody gets further without a token that is good', async () => {
    const tokens = Object.entries({ ...issuer.bad, 'that is not there': undefined });
    const passed = await Promise.all(
      tokens.map(async ([wrong, token]) => ((await ask(token, '/jobs')).status === 401 ? [] : [wrong])),
    );

    // The HTTP API of ministack lets tokens through that never end.
    expect(passed.flat()).toEqual(gateway === 'HttpApi' ? ['without an end'] : []);
  });

  it('each sees, lists and dismisses jobs of their own, and an operator those of all', async () => {
    const [ann, bob, olga] = [{ sub: 'ann' }, { sub: 'bob' }, { sub: 'olga', groups: ['operators'] }];
    const [hers, his] = [await submit(ann), await submit(bob)];

    expect(await listed(ann)).toEqual([hers]);
    expect(await listed(bob)).toEqual([his]);
    expect((await listed(olga)).toSorted()).toEqual([hers, his].toSorted());
    expect((await ask(bob, `/jobs/${hers}`)).status).toBe(404);
    expect((await ask(bob, `/jobs/${hers}`, { method: 'DELETE' })).status).toBe(404);
    expect((await ask(ann, `/jobs/${hers}`)).status).toBe(200);
    expect((await ask(olga, `/jobs/${hers}`, { method: 'DELETE' })).status).toBe(200);
  });
});
