import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isPublic } from '#lib/outgoing/address-guard.ts';
import type { Network } from '#lib/outgoing/connection.ts';
import type { Limits } from '#lib/outgoing/fetch-reference.ts';
import { references } from '#lib/outgoing/references.ts';
import { certificate } from '#test/stand-ins/certificate.ts';
import { startNameServer } from '#test/stand-ins/name-server.ts';
import { listening, startWire, type Wire } from '#test/stand-ins/wire.ts';
import { hostileAnswers, redirect } from './hostile-answers.ts';
import { goodAddresses, zone } from './hostile-names.ts';

/** Names, servers and wires on loopback, among them servers at public addresses, and canaries at all others. */
export interface SmallInternet extends AsyncDisposable {
  readonly wire: Wire;
  readonly network: Network;
  /** Why a URL is refused, by rules that allow as much as a deployment can; what was told where it is not. */
  outcomeOf(href: string, rules?: Partial<Limits>): Promise<string>;
  /** Makes sure that meanwhile nothing but public servers is spoken to, and that nothing is left behind. */
  untouched<T>(act: () => Promise<T>): Promise<T>;
}

export async function startSmallInternet(): Promise<SmallInternet> {
  const { TMPDIR } = process.env;
  const folder = await mkdtemp(join(tmpdir(), 'small-internet-'));
  process.env.TMPDIR = folder;
  const names = await startNameServer(zone);
  const wire = await startWire(certificate.cert);
  const http = await listening(createServer(answer));
  const https = await listening(createSafeServer(certificate, answer));
  const mute = await listening(createPlainServer(() => {}));
  for (const address of goodAddresses) {
    wire.places.set(`${address} http:`, http).set(`${address} https:`, https);
  }
  wire.places.set('93.184.215.15 https:', mute).set('93.184.215.16 https:', https);
  const network = { resolve: names.resolve, agent: wire.agent };

  return {
    wire,
    network,
    async outcomeOf(href, rules = {}) {
      const limits = { limit: 1_000, timeout: 10, http: true, origins: [], network, ...rules };
      try {
        const { file, dispose } = await references(limits).fetch(href);
        const told = await readFile(file, 'utf8');
        await dispose();
        return `told ${told}`;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    async untouched(act) {
      const seen = wire.seen();
      const opened = wire.opened.length;
      const done = await act();
      expect(wire.seen()).toBe(seen);
      expect(wire.opened.slice(opened).filter((address) => !isPublic(address))).toEqual([]);
      expect(await readdir(folder)).toEqual([]);
      return done;
    },
    async [Symbol.asyncDispose]() {
      for (const server of [http, https, mute]) server.close();
      wire.stop();
      names.stop();
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
      await rm(folder, { recursive: true });
    },
  };
}

/** What the public server answers, by path; all else is told what it asked for. */
const answer: RequestListener = (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  if (pathname === '/to') return redirect(response, searchParams.get('location') ?? '');
  const hostile = hostileAnswers[pathname];
  if (hostile) return hostile.answer(request, response);
  response.setHeader('content-type', 'text/plain').end(`${request.headers.host}${request.url}`);
};
