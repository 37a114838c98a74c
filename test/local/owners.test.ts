/** Who sees what, with real tokens, through the authorisers of the template, behind both kinds of gateway. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Runner, startRunner } from '#localstack/runner.ts';
import { anIssuer, type Issuer } from '#test/local/setup/issuer.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

describe.each(['HttpApi', 'RestApi'] as const)('owners behind an %s', (gateway) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'owners-'));
  let runner: Runner;
  let issuer: Issuer;
  /** What each of them sends as credentials. */
  let ann: string;
  let bob: string;
  let operator: string;

  beforeAll(async () => {
    const keys = join(dataDir, 'jwks.json');
    issuer = await anIssuer(keys);
    const config = {
      gateway,
      ...issuer.settings,
      activeJobs: 3,
    };
    const processes = 'test/local/fixtures/owned-processes.ts';
    [runner, ann, bob, operator] = await Promise.all([
      startRunner({ dataDir: join(dataDir, 'data'), log: 'silent', processes, keys, config }),
      issuer.token({ sub: 'ann' }),
      issuer.token({ sub: 'bob', groups: ['users', 'non-operators'] }),
      issuer.token({ sub: 'olga', groups: ['users', 'operators'] }),
    ]);
  });

  afterAll(async () => {
    await runner?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = (token: string | undefined, path: string, init: RequestInit = {}) =>
    fetch(path.startsWith('http') ? path : `${runner.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...init.headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
    });
  const json = async (token: string, path: string) => (await ask(token, path)).json();
  const execute = (token: string | undefined, processID: string, inputs: object, headers = {}) =>
    ask(token, `/processes/${processID}/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ inputs }),
    });
  /** Waits where as many jobs as an owner may have are still at it. */
  const submit = (token: string, processID: string, inputs: object): Promise<string> =>
    vi.waitFor(
      async () => {
        const { status, headers } = await execute(token, processID, inputs, { Prefer: 'respond-async' });
        expect(status).toBe(201);
        return headers.get('location') ?? '';
      },
      { timeout: 30_000, interval: 200 },
    );
  const until = (token: string, job: string, status: string) =>
    vi.waitFor(async () => expect(await json(token, job)).toMatchObject({ status }), {
      timeout: 30_000,
      interval: 100,
    });
  const idsOf = async (token: string, query = '') => {
    const { jobs } = (await json(token, `/jobs?limit=100${query}`)) as { jobs: { jobID: string }[] };
    return jobs.map(({ jobID }) => jobID);
  };
  const idOf = (job: string) => job.slice(job.lastIndexOf('/') + 1);

  const protectedRoutes: readonly [method: string, path: string][] = [
    ['POST', '/processes/count/execution'],
    ['GET', '/jobs'],
    ['HEAD', '/jobs'],
    ['GET', '/jobs/'],
    ['GET', `/jobs/${nobody}`],
    ['HEAD', `/jobs/${nobody}`],
    ['GET', `/jobs/${nobody}/`],
    ['DELETE', `/jobs/${nobody}`],
    ['GET', `/jobs/${nobody}/results`],
    ['GET', `/jobs/${nobody}/results/run`],
  ];

  it('everybody sees what is on offer, and whose tokens count', async () => {
    const paths = ['/conformance', '/api', '/processes', '/processes/count', '/health', '/?f=html'];
    const answers = await Promise.all(paths.map((path) => ask(undefined, path)));
    const landing = await (await ask(undefined, '/')).json();

    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    expect(landing).toMatchObject({ access: expect.stringContaining('token of https://issuer.example/') });
  });

  it('a browser may ask beforehand without a token', async () => {
    for (const [, path] of protectedRoutes) {
      const { status, headers } = await ask(undefined, path, { method: 'OPTIONS' });

      expect(status, path).toBe(204);
      expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    }
  });

  it.each(protectedRoutes)('%s %s needs a token', async (method, path) => {
    const { status, headers } = await ask(undefined, path, { method });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('no token counts that is not good, on any route', async () => {
    for (const [wrong, token] of Object.entries(issuer.bad)) {
      for (const [method, path] of protectedRoutes) {
        const { status } = await ask(token, path, { method });

        expect(status, `${method} ${path} with a token ${wrong}`).toBe(401);
      }
    }
  });

  it('says so in the form of an exception where the gateway lets us', async () => {
    const body = await (await ask('rubbish', '/jobs')).json();

    expect(body).toMatchObject(
      gateway === 'RestApi' ? { code: 'unauthorized', status: 401 } : { message: 'Unauthorized' },
    );
  });

  it('nobody else sees a job, its results or its outputs, or can dismiss it', async () => {
    const job = await submit(ann, 'long-text', { size: 100_000 });
    await until(ann, job, 'successful');
    const parts = ['', '/results', `/results/text`];
    const foreign = await Promise.all(
      parts.flatMap((part) => ['GET', 'HEAD'].map((method) => ask(bob, `${job}${part}`, { method }))),
    );
    const dismissed = await ask(bob, job, { method: 'DELETE' });
    const absent = await (await ask(bob, `/jobs/${nobody}`)).text();
    const seen = await (await ask(bob, job)).text();
    const own = await Promise.all(parts.map((part) => ask(ann, `${job}${part}`)));

    expect([...foreign, dismissed].map(({ status }) => status)).toEqual(Array(7).fill(404));
    expect(seen.replaceAll(idOf(job), nobody)).toBe(absent);
    expect(own.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('lists have the own jobs only, whatever cursor one comes with', async () => {
    const [first, second] = [
      await submit(ann, 'count', { value: 1 }),
      await submit(ann, 'count', { value: 2 }),
    ];
    const other = await submit(bob, 'count', { value: 3 });
    const page = (await json(ann, '/jobs?limit=1')) as { links: { rel: string; href: string }[] };
    const cursor = new URL(page.links.find(({ rel }) => rel === 'next')?.href ?? '').searchParams.get(
      'cursor',
    );
    const tampered = [
      cursor ?? '',
      Buffer.from(`2999-01-01T00:00:00.000Z#${idOf(first)}`).toString('base64url'),
      Buffer.from(`2999-01-01T00:00:00.000Z#jwt:ann`).toString('base64url'),
    ];

    expect(await idsOf(ann)).toEqual(expect.arrayContaining([idOf(first), idOf(second)]));
    expect(await idsOf(ann)).not.toContain(idOf(other));
    for (const each of tampered) {
      const ids = await idsOf(bob, `&cursor=${each}`);

      expect(ids.filter((id) => id !== idOf(other))).toEqual([]);
    }
  });

  it('whoever says in headers or in the query to be somebody else is not', async () => {
    const job = await submit(ann, 'count', { value: 4 });
    const claims = JSON.stringify({ sub: 'ann', groups: ['operators'] });
    const forged = await ask(bob, `${job}?owner=jwt:ann&sub=ann`, {
      headers: {
        claims,
        'X-Owner': 'jwt:ann',
        'X-Forwarded-User': 'ann',
        'X-Amzn-Oidc-Identity': 'ann',
        'X-Amzn-Oidc-Data': claims,
        'X-Amz-Security-Token': ann,
        Cookie: `Authorization=${ann}`,
      },
    });
    const twice = await ask(undefined, job, { headers: [['Authorization', `Bearer ${bob}, Bearer ${ann}`]] });

    expect(forged.status).toBe(404);
    expect(twice.status).toBe(401);
  });

  it('an operator sees, reads and dismisses all jobs', async () => {
    const jobs = [await submit(ann, 'count', { value: 5 }), await submit(bob, 'patient', { seconds: 20 })];
    const [finished = '', running = ''] = jobs;
    await until(ann, finished, 'successful');

    const listed = await idsOf(operator);
    const results = await ask(operator, `${finished}/results`);
    const dismissed = await ask(operator, running, { method: 'DELETE' });

    expect(listed).toEqual(expect.arrayContaining(jobs.map(idOf)));
    expect(results.status).toBe(200);
    expect(await dismissed.json()).toMatchObject({ status: 'dismissed' });
    expect(await json(bob, running)).toMatchObject({ status: 'dismissed' });
  });

  it("an operator's list leads through all jobs, each once", async () => {
    const ids: string[] = [];
    let next: string | undefined = '/jobs?limit=2';
    while (next !== undefined) {
      const page = (await json(operator, next)) as {
        jobs: { jobID: string }[];
        links: { rel: string; href: string }[];
      };
      ids.push(...page.jobs.map(({ jobID }) => jobID));
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }

    expect(ids).toEqual(await idsOf(operator));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('the cache answers its owner alone, unless the process says that its results are public', async () => {
    const run = async (token: string, processID: string) =>
      (await execute(token, processID, { value: 6 })).text();

    const own = [await run(ann, 'count'), await run(ann, 'count'), await run(bob, 'count')];
    const shared = [await run(ann, 'count-for-all'), await run(bob, 'count-for-all')];

    expect(own[1]).toBe(own[0]);
    expect(own[2]).not.toBe(own[0]);
    expect(shared[1]).toBe(shared[0]);
  });

  it('nobody has more active jobs than allowed, and one that ends makes room', async () => {
    const [eve, zoe] = [await issuer.token({ sub: 'eve' }), await issuer.token({ sub: 'zoe' })];
    const jobs = [];
    for (const _ of [1, 2, 3]) jobs.push(await submit(eve, 'patient', { seconds: 30 }));

    const refused = await execute(eve, 'count', { value: 7 }, { Prefer: 'respond-async' });
    const others = await execute(zoe, 'count', { value: 7 }, { Prefer: 'respond-async' });
    await ask(eve, jobs[0] ?? '', { method: 'DELETE' });
    const again = await execute(eve, 'count', { value: 7 }, { Prefer: 'respond-async' });
    await Promise.all(jobs.map((job) => ask(eve, job, { method: 'DELETE' })));

    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.json()).toMatchObject({
      code: 'too-many-requests',
      detail:
        '3 of your jobs wait or run, and there may be no more than 3; wait until one ends, or dismiss one.',
    });
    expect(others.status).toBe(201);
    expect(again.status).toBe(201);
  });
});
