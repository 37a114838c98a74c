import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenForCallbacks } from './callback-listener.ts';
import { classOf } from './check.ts';
import { serverAt } from './server.ts';
import { runSuite } from './suite.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run test:conformance` with these arguments. */
async function run(...args: readonly string[]): Promise<Ended> {
  const file = promisify(execFile)(process.execPath, ['test/conformance/run.ts', ...args]);
  return file.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );
}

describe('the conformance suite, against a server that has nothing', () => {
  let server: HttpServer;
  let url: string;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.statusCode = 404;
      response.end('Nothing here.');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it('passes nothing but the version of HTTP, and runs no class that is not declared', async () => {
    const verdicts = await runSuite(serverAt(url, { echoProcesses: ['echo'] }));

    const passed = verdicts.filter(({ verdict }) => verdict === 'passed').map(({ check }) => check.number);
    const others = verdicts.filter(({ check }) => classOf(check) !== 'core');
    expect(passed.filter((number) => !number.startsWith('/rec/'))).toEqual(['C01']);
    expect(others.map(({ verdict }) => verdict)).toEqual(others.map(() => 'not run'));
    expect(others[0]?.reasons).toEqual(['the server does not declare the class ogc-process-description']);
  });

  it('ends with 1, and a line that counts', async () => {
    const { code, stdout } = await run('--url', `${url}/`);

    expect(code).toBe(1);
    expect(stdout).toMatch(
      /C02 +\/req\/core\/landingpage-op +failed: GET \/: the status must be 200, not 404\./,
    );
    expect(stdout).toMatch(/\n1 passed, \d+ failed, \d+ not run\n$/);
  });

  it('prints for programs', async () => {
    const { stdout } = await run('--url', url, '--json');
    const { verdicts } = JSON.parse(stdout) as { verdicts: readonly { number: string; verdict: string }[] };

    expect(verdicts.find(({ number }) => number === 'C01')).toMatchObject({
      id: '/req/core/http',
      verdict: 'passed',
    });
  });

  it.each([
    [
      'what is no URL',
      'example.org',
      '"example.org" is no base URL: give one such as https://example.org/ogc.',
    ],
    ['where nobody listens', 'http://127.0.0.1:9', 'ECONNREFUSED'],
  ])('says so of %s', async (_, given, sentence) => {
    const { code, stderr } = await run('--url', given);

    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
  });
});

it('callbacks are recorded with the URL that they were asked for at, and answered 200', async () => {
  await using listener = await listenForCallbacks('127.0.0.1');
  const successUri = listener.urlOf('success');
  const answer = await fetch(successUri, { method: 'POST', body: '{"stringInput":"a"}' });

  expect(answer.status).toBe(200);
  expect(await listener.received(5)).toMatchObject([
    { request: { method: 'POST', url: successUri, body: '{"stringInput":"a"}' } },
  ]);
});
