import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a function does when it is invoked. */
export type FunctionBehaviour =
  | { readonly answers: unknown }
  | { readonly dies: string }
  | { readonly refused: keyof typeof refusals }
  | { readonly breaksOff: true };

/** Lambda has no room for the call; there is no such function; it is being made. */
const refusals = {
  TooManyRequestsException: 429,
  ResourceNotFoundException: 404,
  ResourceConflictException: 409,
} as const;

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
    const { refused } = behaviour;
    response.writeHead(refusals[refused], { 'x-amzn-errortype': refused });
    return response.end(JSON.stringify({ message: 'Not now.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standIn: LambdaStandIn = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    invocations,
    behaviour: { refused: 'TooManyRequestsException' },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return standIn;
}
