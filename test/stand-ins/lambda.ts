import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a function does when it is invoked. */
export type FunctionBehaviour =
  | { readonly answers: unknown }
  | { readonly dies: string }
  | { readonly throttled: true }
  | { readonly breaksOff: true };

export interface LambdaStandIn {
  readonly endpoint: string;
  /** Name and payload of each invocation, oldest first. */
  readonly invocations: readonly { readonly name: string; readonly payload: unknown }[];
  behaviour: FunctionBehaviour;
  stop(): void;
}

/** Lambda's Invoke, as far as a caller can tell. */
export async function startLambda(): Promise<LambdaStandIn> {
  const invocations: { name: string; payload: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
    invocations.push({ name, payload: JSON.parse(Buffer.concat(await request.toArray()).toString()) });
    const { behaviour } = standIn;
    if ('answers' in behaviour) return response.end(JSON.stringify(behaviour.answers));
    if ('breaksOff' in behaviour) return response.destroy();
    if ('dies' in behaviour) {
      response.setHeader('x-amz-function-error', 'Unhandled');
      return response.end(JSON.stringify({ errorMessage: behaviour.dies }));
    }
    response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' });
    return response.end(JSON.stringify({ message: 'Rate Exceeded.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standIn: LambdaStandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invocations,
    behaviour: { throttled: true },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIn;
}
