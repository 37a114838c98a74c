import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Limits } from '#lib/outgoing/fetch-reference.ts';
import { references } from '#lib/outgoing/references.ts';

/** What a small server on this machine answers, by path. */
const answers: Record<string, RequestListener> = {
  '/points.geojson': (_, response) => {
    response.setHeader('content-type', 'application/geo+json; charset=utf-8');
    response.setHeader('etag', '"v1"');
    response.end('{"type":"FeatureCollection"}');
  },
  '/weak': (_, response) => response.setHeader('etag', 'W/"v1"').end('weak'),
  '/plain': (_, response) => response.end('plain'),
  '/mine': (request, response) => {
    seen = request.headers;
    response.end();
  },
  '/missing': (_, response) => response.writeHead(404, 'SECRET PHRASE').end('secret body'),
  '/partial': (_, response) => response.writeHead(206).end('part'),
  '/gzipped': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(1e6))),
  '/declared': (_, response) => response.setHeader('content-length', 2_000).end('x'.repeat(2_000)),
  '/chunked': (_, response) => {
    response.write('x'.repeat(600));
    response.end('x'.repeat(600));
  },
  '/endless': (_, response) => {
    response.write('x');
  },
  '/silent': () => {},
  '/broken': (_, response) => {
    response.setHeader('content-length', 100);
    response.write('x', () => response.destroy());
  },
  '/hop1': (_, response) => response.writeHead(302, { location: '/hop2' }).end(),
  '/hop2': (_, response) => response.writeHead(307, { location: '/hop3' }).end(),
  '/hop3': (_, response) => response.writeHead(303, { location: 'points.geojson' }).end(),
  '/hop0': (_, response) => response.writeHead(301, { location: '/hop1' }).end(),
  '/switch': (request) =>
    request.socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n'),
  '/headers': (_, response) => response.setHeader('x-large', 'x'.repeat(20_000)).end(),
  '/to': (request, response) => {
    const location = new URL(request.url ?? '', 'http://x').searchParams.get('location') ?? '';
    response.writeHead(302, { location }).end();
  },
};

let seen: IncomingHttpHeaders = {};
let server: Server;
let origin: string;
let folder: string;
const folderBefore = process.env.TMPDIR;

beforeAll(async () => {
  // A folder that nobody else writes to shows what is left behind.
  folder = await mkdtemp(join(tmpdir(), 'references-'));
  process.env.TMPDIR = folder;
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://x');
    const answer = answers[pathname] ?? answers['/missing'];
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  if (folderBefore === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = folderBefore;
  await rm(folder, { recursive: true });
});

function fetching(path: string, limits: Partial<Limits> = {}, signal?: AbortSignal) {
  const trusted = { limit: 1_000, timeout: 10, http: false, origins: [origin] };
  return references({ ...trusted, ...limits }).fetch(`${origin}${path}`, signal);
}

/** Fetches by the rules of a deployment. */
function fetchingPublic(href: string, rules: Partial<Limits> = {}) {
  return references({ limit: 1_000, timeout: 10, http: false, origins: [], ...rules }).fetch(href);
}

describe('a reference', () => {
  test('is fetched into a file that only this user reads, and that goes when disposed of', async () => {
    const { file, size, mediaType, etag, dispose } = await fetching('/points.geojson');

    expect(await readFile(file, 'utf8')).toBe('{"type":"FeatureCollection"}');
    expect({ size, mediaType, etag }).toEqual({ size: 28, mediaType: 'application/geo+json', etag: '"v1"' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await dispose();
    expect(existsSync(file)).toBe(false);
  });

  test('has an entity tag only where it is strong', async () => {
    const fetched = await fetching('/weak');
    await fetched.dispose();

    expect(fetched).not.toHaveProperty('etag');
  });

  test('has a media type only where the answer names one', async () => {
    const fetched = await fetching('/plain');
    await fetched.dispose();

    expect(fetched).not.toHaveProperty('mediaType');
  });

  test('is asked for without credentials and without headers of the client', async () => {
    await (await fetching('/mine')).dispose();

    expect(Object.keys(seen).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen['accept-encoding']).toBe('identity');
  });

  test('may redirect three times', async () => {
    const fetched = await fetching('/hop1');
    await fetched.dispose();

    expect(fetched.mediaType).toBe('application/geo+json');
  });

  test.each([
    ['/missing', 'answered 404 Not Found'],
    ['/partial', 'answered 206 Partial Content'],
    ['/gzipped', 'answered with a content encoding, though none was asked for'],
    ['/declared', 'is larger than 1000 bytes'],
    ['/chunked', 'is larger than 1000 bytes'],
    ['/broken', 'broke off before its end'],
    ['/switch', 'answered 101 Switching Protocols'],
    ['/headers', 'answered with headers that are too large'],
    ['/hop0', 'redirects more than 3 times'],
    ['/to?location=http://127.0.0.1/', 'redirects to one that is not https'],
    ['/to?location=https://127.0.0.1/', 'redirects to one that leads to a private address'],
    ['/to?location=https://user@example.com/', 'redirects to one that names a user'],
    ['/to?location=file:///proc/self/environ', 'redirects to one that is not https'],
    ['/to?location=https://localhost/', 'leads to a private address'],
  ])('%s is refused, in a sentence that names it but for its query', async (path, what) => {
    await expect(fetching(path)).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: `The reference ${origin}${path.replace(/\?.*/, '?…')} ${what}.`,
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(['/endless', '/silent'])('%s is given up when its time is over', async (path) => {
    await expect(fetching(path, { timeout: 0.05 })).rejects.toThrow(
      `The reference ${origin}${path} took longer than 0.05 seconds.`,
    );
  });

  test.each(['/endless', '/silent'])('%s is given up when the other side says nothing', async (path) => {
    await expect(fetching(path, { idle: 0.05 })).rejects.toThrow(
      `The reference ${origin}${path} said nothing for 0.05 seconds.`,
    );
  });

  test('is given up at once when the signal aborts, with its reason', async () => {
    const stop = new AbortController();
    const fetched = fetching('/endless', {}, stop.signal);
    stop.abort(new Error('Dismissed.'));

    await expect(fetched).rejects.toThrow('Dismissed.');
  });

  test('cannot be reached where nobody listens', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const nowhere = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
    await new Promise((resolve) => closed.close(resolve));

    await expect(fetchingPublic(`${nowhere}/a`, { origins: [nowhere] })).rejects.toThrow(
      `The reference ${nowhere}/a cannot be reached.`,
    );
  });

  test.each([
    ['not a url', 'is not an absolute URL'],
    ['http://example.com/', 'is not https'],
    ['file:///etc/passwd', 'is not https'],
    ['data:text/plain,x', 'is not https'],
    ['https://example.com:22/', 'names the port 22, not 80 or 443'],
    ['https://127.0.0.1/', 'leads to a private address'],
    ['https://2130706433/', 'leads to a private address'],
    ['https://0x7f.1/', 'leads to a private address'],
    ['https://①②⑦.0.0.1/', 'leads to a private address'],
    ['https://169.254.169.254/latest/meta-data/', 'leads to a private address'],
    ['https://[::1]/', 'leads to a private address'],
    ['https://[::ffff:127.0.0.1]/', 'leads to a private address'],
    ['https://localhost/', 'leads to a private address'],
  ])('%s is refused', async (href, what) => {
    await expect(fetchingPublic(href)).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: `The reference ${href} ${what}.`,
    });
  });

  test('with credentials is refused without repeating them', async () => {
    await expect(fetchingPublic('https://user:secret@example.com/?key=secret')).rejects.toThrow(
      'The reference https://…@example.com/?… names a user.',
    );
  });

  test('may be http where that is allowed, under the same guard', async () => {
    await expect(fetchingPublic('http://127.0.0.1/', { http: true })).rejects.toThrow(
      'The reference http://127.0.0.1/ leads to a private address.',
    );
  });

  test('of a trusted origin is guarded where another scheme wraps it', async () => {
    await expect(fetchingPublic(`blob:${origin}/a`, { origins: [origin] })).rejects.toThrow('is not https');
  });

  test('is refused where it is longer than servers take', async () => {
    await expect(fetchingPublic(`https://data.example/${'a'.repeat(8_000)}`)).rejects.toThrow(
      'is longer than 8000 characters.',
    );
  });

  test('of an origin that merely looks like a trusted one is guarded', async () => {
    await expect(
      fetchingPublic('https://127.0.0.1:444/', { origins: ['https://127.0.0.1:4443'] }),
    ).rejects.toThrow('names the port 444');
  });
});
