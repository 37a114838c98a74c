import { lookup } from 'node:dns';
import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import { guarded, type Resolve } from './address-guard.ts';

/** How the other side is found and reached. */
export interface Network {
  readonly resolve: Resolve;
  /** Who opens connections; absent: Node itself, a new one each time. */
  readonly agent?: (url: URL) => Agent;
}

export const internet: Network = { resolve: lookup };

export interface ConnectionOptions {
  readonly signal: AbortSignal;
  /** Whether the name must resolve to public addresses only. */
  readonly publicOnly: boolean;
  /** Seconds that the other side may say nothing. */
  readonly idle?: number;
  readonly network?: Network;
}

/** The other side said nothing for too long. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/**
 * What every connection to somebody else's server has in common: it is a new one, to addresses that were looked at, past
 * any proxy, and held to the protocol whatever the environment of the function says.
 */
export function connection(url: URL, { signal, publicOnly, idle, network = internet }: ConnectionOptions) {
  return {
    agent: network.agent?.(url) ?? false,
    signal,
    ...(publicOnly && { lookup: guarded(network.resolve) }),
    maxHeaderSize: 16_384,
    insecureHTTPParser: false,
    rejectUnauthorized: true,
    ...(idle !== undefined && { timeout: idle * 1000 }),
  } satisfies RequestOptions;
}

/** The answer to a request. Rejects where there is none; one that would change the protocol is handed over as it is. */
export function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request
      .on('response', resolve)
      .on('error', reject)
      .on('timeout', () => request.destroy(new SilenceError('The other side said nothing.')))
      // Without a listener the connection would end with neither an answer nor an error.
      .on('upgrade', (response, socket) => {
        socket.destroy();
        resolve(response);
      });
  });
}
