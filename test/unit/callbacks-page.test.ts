import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendCallback } from '#lib/operations/send-callback.ts';
import { isSecret, secretsIn } from '#lib/operations/sign-callback.ts';
import { receivers } from '#lib/outgoing/receivers.ts';
import { toConfig } from '#lib/stack/config.ts';
import { fakePorts } from '#test/fakes/ports.ts';

const secrets = [newSecret('new'), newSecret('old')] as const;
const [newest, oldest] = secrets;

interface Request {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Verify = (
  headers: Request['headers'],
  body: string,
  secret: string,
  now: number,
) => boolean | Promise<boolean>;

let page: string;
let folder: string;
let request: Request;
const verifiers: Record<string, Verify> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbacks-page-'));
  page = await readFile('docs/callbacks.md', 'utf8');
  verifiers.TypeScript = await typeScript(blockOf(page, 'ts'));
  verifiers.Python = await python(blockOf(page, 'python'));
  request = await sent('{"echo":"é"}');
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['TypeScript', 'Python'])('docs/callbacks.md: what it says in %s', (language) => {
  const verify: Verify = (...told) => verifiers[language]?.(...told) ?? false;

  it('takes a request that was really signed and sent, by either secret while they are exchanged', async () => {
    const { headers, body } = request;

    expect(await verify(headers, body, newest, Date.now())).toBe(true);
    expect(await verify(headers, body, oldest, Date.now())).toBe(true);
  });

  it('refuses another secret, another body, another id, another time and no signature', async () => {
    const { headers, body } = request;
    const now = Date.now();

    expect(await verify(headers, body, newSecret('third'), now)).toBe(false);
    expect(await verify(headers, `${body} `, newest, now)).toBe(false);
    expect(await verify({ ...headers, 'webhook-id': 'other' }, body, newest, now)).toBe(false);
    const later = String(Number(headers['webhook-timestamp']) + 1);
    expect(await verify({ ...headers, 'webhook-timestamp': later }, body, newest, now)).toBe(false);
    const { 'webhook-signature': _, ...unsigned } = headers;
    expect(await verify(unsigned, body, newest, now)).toBe(false);
    expect(await verify({ ...headers, 'webhook-signature': 'v1,' }, body, newest, now)).toBe(false);
  });

  it('refuses what is old, though its signature is right', async () => {
    const { headers, body } = request;

    expect(await verify(headers, body, newest, Date.now() + 290_000)).toBe(true);
    expect(await verify(headers, body, newest, Date.now() + 310_000)).toBe(false);
  });
});

it('docs/callbacks.md says when a callback is tried again where nothing else is set', async () => {
  const retries = toConfig({}).callbackRetries.map(Number);
  const ports = {
    ...fakePorts({ post: async () => ({ statusCode: 503 }) }),
    secrets: async () => [],
    log: { error: () => {} },
  };
  const callback = {
    id: 'a',
    jobID: 'j',
    event: 'successUri',
    url: 'https://example.org/',
    body: '{}',
  } as const;
  const { clock, store } = ports;
  const sent = clock.now();

  const times: string[] = [];
  for (let received = 1; store.deadCallbacks.length === 0; received += 1) {
    if (received > 1) times.push(inWords(Math.round((clock.now() - sent) / 60_000)));
    await sendCallback(ports, { callback, receipt: 'receipt', received, sent }, { retries });
    clock.advance((store.putOff.get('receipt') ?? 0) * 1000);
  }

  const extra = times.splice(-2, 1);
  const text = page.replaceAll(/\s+/g, ' ');
  expect(text).toContain(`${times.slice(0, -1).join(', ')} and ${times.at(-1)} after the callback was sent`);
  expect(text).toContain(`an attempt more, after ${extra},`);
});

it('docs/callbacks.md shows a secret that is taken', () => {
  const [, example = ''] = /`\{"callbacks": "([^"]*)"\}`/.exec(page) ?? [];

  expect(secretsIn(example).map(isSecret)).toEqual([true]);
});

function inWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return `${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
}

function newSecret(seed: string): string {
  return `whsec_${Buffer.from(seed.padEnd(32, '.')).toString('base64')}`;
}

/** Makes a callback as the function does, to a receiver here. */
async function sent(body: string): Promise<Request> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const arrived = new Promise<Request>((resolve) => {
    server.on('request', async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      response.end();
      resolve({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
    });
  });
  const ports = {
    ...fakePorts({ start: Date.now() }),
    receivers: receivers({ timeout: 10, http: false, origins: [origin] }),
    secrets: async () => secrets,
    log: { error: () => {} },
  };
  const callback = { id: 'job-1-success', jobID: 'job-1', event: 'successUri', url: origin, body } as const;
  const received = { callback, receipt: 'receipt', received: 1, sent: Date.now() };
  const report = await sendCallback(ports, received, { retries: [] });
  server.close();
  expect(report.status).toBe('delivered');
  return arrived;
}

function blockOf(page: string, language: string): string {
  const [, block] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page) ?? [];
  if (block === undefined) throw new Error(`There is no ${language} in the page.`);
  return block;
}

async function typeScript(block: string): Promise<Verify> {
  const file = join(folder, 'verify.ts');
  await writeFile(file, block);
  return ((await import(file)) as { readonly verify: Verify }).verify;
}

/** Both get the same bytes: JSON on the command line. */
async function python(block: string): Promise<Verify> {
  const file = join(folder, 'verify.py');
  const call =
    'import json, sys\nh, b, s, n = json.loads(sys.argv[1])\nprint(json.dumps(verify(h, b.encode(), s, n / 1000)))\n';
  await writeFile(file, `${block}\n${call}`);
  return async (...told) => {
    const { stdout } = await promisify(execFile)('python3', [file, JSON.stringify(told)]);
    return JSON.parse(stdout) as boolean;
  };
}
