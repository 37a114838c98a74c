import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { references } from '#lib/outgoing/references.ts';
import { hostileUrls } from './hostile-urls.ts';

describe('on this very machine', () => {
  /** Every address that a connection was tried to, while something runs. */
  async function attempts(act: () => Promise<unknown>): Promise<readonly string[]> {
    const tried: string[] = [];
    const onSocket = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('socket' in message)) return;
      if (message.socket instanceof Socket) {
        message.socket.on('connectionAttempt', (address: string) => tried.push(address));
      }
    };
    subscribe('net.client.socket', onSocket);
    await act().finally(() => unsubscribe('net.client.socket', onSocket));
    return tried;
  }
  const refusalHere = (href: string, origins: readonly string[] = []) => {
    const here = { limit: 1_000, timeout: 10, http: true, origins };
    return references(here)
      .fetch(href)
      .then(
        () => 'fetched',
        (error: Error) => error.message,
      );
  };

  test('an attempt would be noticed', async () => {
    const origin = 'http://127.0.0.1:1';

    expect(await attempts(() => refusalHere(origin, [origin]))).toEqual(['127.0.0.1']);
  });

  test('none of the hostile URLs makes one', async () => {
    const tried = await attempts(async () => {
      for (const { href, what } of hostileUrls) expect(await refusalHere(href)).toMatch(` ${what}.`);
    });

    expect(tried).toEqual([]);
  });

  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
    'loc\u00adalhost',
    'a.localhost',
    hostname(),
  ])('nor does the name %s', async (host) => {
    const tried = await attempts(async () => {
      expect(await refusalHere(`https://${host}/`)).toMatch(
        / (leads to a private address|names a host that does not exist|cannot be reached)\.$/,
      );
    });

    expect(tried).toEqual([]);
  });
});
