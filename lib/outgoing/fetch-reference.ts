import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Fetched } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { withoutSecrets } from '#lib/ogc/without-secrets.ts';
import { type Network, SilenceError } from './connection.ts';
import { isTrusted, objection, type Rules } from './reference-url.ts';
import { reasonPhrase, request } from './request.ts';
import { whatWasWrong } from './what-was-wrong.ts';

/** How far a reference may go. */
export interface Limits extends Rules {
  /** Bytes. */
  readonly limit: number;
  /** Seconds, from the look-up of the name to the last byte. */
  readonly timeout: number;
  /** Seconds that the other side may say nothing; absent: 60. */
  readonly idle?: number;
  /** Absent: the internet. */
  readonly network?: Network;
}

const redirects = 3;

/** Seconds. */
const idleLimit = 60;

/**
 * Fetches a reference into a temporary file. Throws an `Exception` that names the reference as the client wrote it and
 * says what was wrong, but never repeats secrets in it or what the other side said. Rejects with the signal's reason
 * when that aborts.
 */
export async function fetchReference(href: string, limits: Limits, signal?: AbortSignal): Promise<Fetched> {
  const tooLate = AbortSignal.timeout(limits.timeout * 1000);
  const stop = signal ? AbortSignal.any([signal, tooLate]) : tooLate;
  try {
    const response = await follow(href, limits, stop);
    refuseUnlessGood(response, limits);
    return { ...(await save(response, limits, stop)), ...describe(response) };
  } catch (error) {
    signal?.throwIfAborted();
    const what = tooLate.aborted ? `took longer than ${limits.timeout} seconds` : reasonOf(error, limits);
    throw new Exception('invalid-parameter', `The reference ${withoutSecrets(href)} ${what}.`, {
      cause: error,
    });
  }
}

/** What was wrong with a reference, as the rest of a sentence about it. */
class Refusal extends Error {}

async function follow(href: string, limits: Limits, signal: AbortSignal): Promise<IncomingMessage> {
  const { idle = idleLimit, network } = limits;
  let url = checked(URL.parse(href), limits, '');
  for (let hop = 0; ; hop++) {
    const publicOnly = !isTrusted(url, limits);
    const response = await request(url, { signal, publicOnly, idle, ...(network && { network }) });
    const { location } = response.headers;
    if (!isRedirect(response) || location === undefined) return response;
    response.destroy();
    if (hop === redirects) throw new Refusal(`redirects more than ${redirects} times`);
    const next = checked(URL.parse(location, url.href), limits, 'redirects to one that ');
    if (url.protocol === 'https:' && next.protocol === 'http:' && !isTrusted(next, limits)) {
      throw new Refusal('redirects from https to http');
    }
    url = next;
  }
}

function checked(url: URL | null, limits: Limits, prefix: string): URL {
  const against = objection(url, limits);
  if (against !== undefined || !url) throw new Refusal(`${prefix}${against}`);
  return url;
}

function isRedirect({ statusCode = 0 }: IncomingMessage): boolean {
  return [301, 302, 303, 307, 308].includes(statusCode);
}

function refuseUnlessGood(response: IncomingMessage, { limit }: Limits): void {
  const { statusCode, headers } = response;
  const encoding = headers['content-encoding'] ?? 'identity';
  const refusal =
    statusCode !== 200
      ? `answered ${statusCode} ${reasonPhrase(statusCode)}`.trimEnd()
      : encoding.toLowerCase() !== 'identity'
        ? 'answered with a content encoding, though none was asked for'
        : Number(headers['content-length'] ?? 0) > limit
          ? tooLarge(limit)
          : undefined;
  if (refusal === undefined) return;
  response.destroy();
  throw new Refusal(refusal);
}

const tooLarge = (limit: number) => `is larger than ${limit} bytes`;

/** Writes the body to a file that only this user can read. Nothing is left behind when that fails. */
async function save(
  response: IncomingMessage,
  { limit, idle = idleLimit }: Limits,
  signal: AbortSignal,
): Promise<Pick<Fetched, 'file' | 'size' | 'dispose'>> {
  const file = join(tmpdir(), `reference-${randomUUID()}`);
  const dispose = () => rm(file, { force: true });
  let size = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limit) throw new Refusal(tooLarge(limit));
      yield chunk;
    }
  }
  response.setTimeout(idle * 1000, () => response.destroy(new SilenceError('The body stopped.')));
  try {
    await pipeline(response, counted, createWriteStream(file, { mode: 0o600, flags: 'wx' }), { signal });
    return { file, size, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function describe({ headers }: IncomingMessage): Pick<Fetched, 'mediaType' | 'etag'> {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const { etag = '' } = headers;
  return {
    ...(/^[\w.+!#$&^-]{1,80}\/[\w.+!#$&^-]{1,80}$/.test(mediaType) && { mediaType }),
    ...(/^"[^"]*"$/.test(etag) && { etag }),
  };
}

function reasonOf(error: unknown, { idle = idleLimit }: Limits): string {
  if (error instanceof Refusal) return error.message;
  return error instanceof SilenceError ? `said nothing for ${idle} seconds` : whatWasWrong(error);
}
