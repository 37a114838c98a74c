import { type Agent, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer,
  isIP,
  type LookupFunction,
  type Server,
  type Socket,
} from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect as connectSafely } from 'node:tls';

/** Where a connection to an address ends up, by address and protocol, such as `93.184.215.14 https:`. */
export type Places = Map<string, Server>;

/** The wires of a small internet on loopback. */
export interface Wire {
  /** For `network.agent`. */
  readonly agent: (url: URL) => Agent;
  readonly places: Places;
  /** Every address that a connection was opened to, in order. */
  readonly opened: string[];
  /** The addresses on which somebody listens who must never be spoken to. */
  readonly canaries: readonly string[];
  /** Connections that a canary saw. */
  seen(): number;
  stop(): void;
}

/** Loopback is what it is; whatever else has no place leads to a canary too, so that nothing leaves this machine. */
const loopback = ['127.0.0.1', '127.0.0.2', '127.255.255.254', '::1'];

/** @param ca Whose certificates are good. */
export async function startWire(ca: string): Promise<Wire> {
  let seen = 0;
  const canaries = new Map<string, Server>();
  for (const address of loopback) {
    const canary = createServer((socket) => {
      seen += 1;
      socket.destroy();
    });
    canaries.set(address, await listening(canary, address));
  }
  const places: Places = new Map();
  const opened: string[] = [];

  const open = (protocol: string, options: Options, done: Done) => {
    const { host = '', lookup } = options;
    addressOf(host, lookup).then(
      (address) => {
        opened.push(address);
        const place =
          places.get(`${address} ${protocol}`) ?? canaries.get(address) ?? canaries.get('127.0.0.1');
        if (place === undefined) throw new Error('The canaries are gone.');
        const { address: to, port } = place.address() as AddressInfo;
        const { lookup: _, ...rest } = options;
        const reached = { ...rest, host: to, port };
        if (protocol === 'http:') return done(null, connect(reached));
        const checkIdentity: typeof checkServerIdentity = (_, peer) => checkServerIdentity(host, peer);
        done(null, connectSafely({ ...reached, ca, checkServerIdentity: checkIdentity }));
      },
      (error) => done(error),
    );
  };
  class PlainAgent extends HttpAgent {
    override createConnection(options: object, done: unknown) {
      open('http:', options as Options, done as Done);
      return undefined as unknown as Duplex;
    }
  }
  class SafeAgent extends HttpsAgent {
    override createConnection(options: object, done: unknown) {
      open('https:', options as Options, done as Done);
      return undefined as unknown as Duplex;
    }
  }
  return {
    agent: ({ protocol }) => (protocol === 'https:' ? new SafeAgent() : new PlainAgent()),
    places,
    opened,
    canaries: loopback,
    seen: () => seen,
    stop: () => {
      for (const canary of canaries.values()) canary.close();
    },
  };
}

type Options = { readonly host?: string; readonly lookup?: LookupFunction };
type Done = (error: Error | null, socket?: Socket) => void;

/** As Node does it: a literal is not looked up. */
function addressOf(host: string, lookup: LookupFunction | undefined): Promise<string> {
  if (isIP(host) !== 0) return Promise.resolve(host);
  return new Promise((resolve, reject) => {
    lookup?.(host, { all: true }, (error, addresses) => {
      const [first] = Array.isArray(addresses) ? addresses : [];
      if (error || !first) reject(error);
      else resolve(first.address);
    });
  });
}

export function listening<S extends Server>(server: S, host = '127.0.0.1'): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, host, () => resolve(server));
  });
}
