import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readBody } from './body.ts';
import type { Functions } from './functions.ts';
import { type Listening, listen } from './listen.ts';
import { nameOf } from './place.ts';

/** Bytes of a payload, as Lambda has it. */
const payloadLimit = 6_291_456;

/**
 * Serves Lambda's Invoke API on loopback, so that functions call each other as they would when deployed:
 * `RequestResponse`, and `Event`, which is tried once.
 */
export function serveLambda(functions: Functions): Promise<Listening> {
  return listen(
    createServer((request, response) => void answer(functions, request, response)),
    0,
  );
}

async function answer(
  functions: Functions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '');
  if (request.method !== 'POST' || !path) {
    return refuse(response, 404, 'UnknownOperationException', 'Unknown.');
  }
  const name = nameOf(decodeURIComponent(path[1] ?? ''));
  if (!functions.has(name)) {
    return refuse(response, 404, 'ResourceNotFoundException', `Function not found: ${name}`);
  }

  const body = await readBody(request, payloadLimit);
  if (!body) {
    return refuse(
      response,
      413,
      'RequestTooLargeException',
      `Request must be smaller than ${payloadLimit} bytes.`,
    );
  }
  const payload = body.length === 0 ? '{}' : body.toString();
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    void functions.invoke(name, payload);
    response.writeHead(202).end();
    return;
  }
  const result = await functions.invoke(name, payload);
  if (!result) return refuse(response, 429, 'TooManyRequestsException', 'Rate Exceeded.');
  response
    .writeHead(200, {
      'Content-Type': 'application/json',
      'X-Amz-Executed-Version': '$LATEST',
      ...(result.functionError && { 'X-Amz-Function-Error': result.functionError }),
    })
    .end(result.payload);
}

function refuse(response: ServerResponse, status: number, type: string, message: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'X-Amzn-ErrorType': type })
    .end(JSON.stringify({ Type: 'User', Message: message }));
}
