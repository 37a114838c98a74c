import {
  Agent,
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { listen } from '#localstack/listen.ts';

/** A request as a service saw it. */
export interface Counted {
  readonly service: 'table' | 'queue' | 'bucket';
  /** As AWS calls it, such as `GetItem`. */
  readonly action: string;
  /** The SDK's application id of who sent it, if it has one. */
  readonly caller?: string;
}

export interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

/** Passes everything on to a stand-in, and says of each request what it was, before it is passed on. */
export async function countingProxy(
  service: Counted['service'],
  target: string,
  count: (counted: Counted) => void,
): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, outgoing) => {
    count(toCounted(service, incoming));
    pass(incoming, outgoing, target, agent);
  });
  const { url, stop } = await listen(server, 0);
  return {
    url,
    stop: async () => {
      await stop();
      agent.destroy();
    },
  };
}

/** What a request of the SDK asks for: DynamoDB and SQS say it in a header, S3 in its URL. */
export function toCounted(
  service: Counted['service'],
  { method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
): Counted {
  const target = headers['x-amz-target'];
  const query = new URL(url, 'http://localhost').searchParams;
  const action =
    typeof target === 'string'
      ? target.slice(target.lastIndexOf('.') + 1)
      : (query.get('x-id') ?? (query.has('delete') ? 'DeleteObjects' : method));
  // Powertools adds a word of its own to the application's id.
  const caller = /(?:^| )app\/(\S+?)(?:-PT-\S*)?(?: |$)/.exec(headers['user-agent'] ?? '')?.[1];
  return { service, action, ...(caller !== undefined && { caller }) };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string, agent: Agent): void {
  const { method, url = '/', headers } = incoming;
  const passed = forward(new URL(url, target), { method, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  passed.on('error', () => outgoing.destroy());
  // A long poll ends when whoever asked goes away.
  outgoing.on('close', () => passed.destroy());
  incoming.pipe(passed);
}
