import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer, type Server } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { certificate } from '#test/stand-ins/certificate.ts';
import { listening } from '#test/stand-ins/wire.ts';

const fetchOne = new URL('fetch-one.ts', import.meta.url).pathname;

/** What becomes of a reference in a program with this environment. */
async function fetched(href: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [fetchOne, href], { env });
  return stdout;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('a reference goes its own way whatever the environment says', () => {
  test('past every proxy', async () => {
    let proxied = 0;
    await using proxy = await listening(
      createPlainServer((socket) => {
        proxied += 1;
        socket.destroy();
      }),
    );
    await using server = await listening(createServer((_, response) => response.end('12345')));
    const url = `http://127.0.0.1:${portOf(proxy)}`;
    const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
      name,
      name.toLowerCase(),
    ]);

    const outcome = await fetched(`http://127.0.0.1:${portOf(server)}/`, {
      NODE_USE_ENV_PROXY: '1',
      ...Object.fromEntries(variables.map((name) => [name, url])),
    });

    expect({ outcome, proxied }).toEqual({ outcome: '5 bytes', proxied: 0 });
  });

  test('with certificates that are good', async () => {
    await using server = await listening(
      createSafeServer(certificate, (_, response) => response.end('12345')),
    );
    const href = `https://127.0.0.1:${portOf(server)}/`;

    expect(await fetched(href, { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' })).toBe(
      `The reference ${href} has no valid certificate.`,
    );
  });

  test('with headers of the usual size, strictly read', async () => {
    const NODE_OPTIONS = '--insecure-http-parser --max-http-header-size=1000000';
    await using large = await listening(
      createServer((_, response) => response.setHeader('x-large', 'x'.repeat(20_000)).end()),
    );
    await using loose = await listening(
      createPlainServer((socket) =>
        socket.resume().end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\nx-a: \x01\r\n\r\nx'),
      ),
    );

    expect(await fetched(`http://127.0.0.1:${portOf(large)}/`, { NODE_OPTIONS })).toContain(
      'headers that are too large',
    );
    expect(await fetched(`http://127.0.0.1:${portOf(loose)}/`, { NODE_OPTIONS })).toContain(
      'cannot be reached',
    );
  });
});
