import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { readBody } from './body.ts';
import type { Functions } from './functions.ts';
import { toEvent } from './gateway-event.ts';
import { type Listening, listen } from './listen.ts';
import { match, type Route } from './routes.ts';
import { targetOf } from './target.ts';

/** Stands in for an HTTP API of API Gateway. */
export interface Gateway extends Listening {
  /** Takes these routes from now on. */
  define(routes: readonly Route[]): void;
}

/** Bytes of a body, bytes of the request line with all headers, and milliseconds of an answer, as an HTTP API has them. */
const limits = { body: 10 * 1024 * 1024, headers: 10_240, answer: 30_000 } as const;

const Result = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(z.coerce.string())).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Listens on 127.0.0.1. Until routes are defined every request is answered 503. */
export async function serveGateway(functions: Functions, port: number): Promise<Gateway> {
  let routes: readonly Route[] | undefined;
  const server = createServer({ maxHeaderSize: limits.headers }, (request, response) => {
    if (!routes) return refuse(response, 503, 'Service Unavailable');
    answer(functions, routes, request, response).catch(() => refuse(response, 500, 'Internal Server Error'));
  });
  return {
    ...(await listen(server, port)),
    define: (defined) => {
      routes = defined;
    },
  };
}

async function answer(
  functions: Functions,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const payload = await toPayload(routes, request, response);
  if (!payload) return;
  const result = await inTime(functions.invoke(payload.functionName, payload.event));
  if (!result) return refuse(response, 503, 'Service Unavailable');
  const parsed = result.functionError ? undefined : Result.safeParse(JSON.parse(result.payload));
  if (!parsed?.success) return refuse(response, 500, 'Internal Server Error');
  send(response, parsed.data);
}

/** Absent when the request has been refused. */
async function toPayload(routes: readonly Route[], request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request, limits.body);
  if (!body) return refuse(response, 413, 'Request Entity Too Large');
  const found = match(routes, request.method ?? 'GET', targetOf(request).path);
  if (!found) return refuse(response, 404, 'Not Found');
  return { functionName: found.route.functionName, event: JSON.stringify(toEvent(request, body, found)) };
}

/** Absent when it takes too long; the function runs on, as it would when deployed. */
async function inTime<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limits.answer, undefined);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, result: z.infer<typeof Result>): void {
  const body = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
  response.statusCode = result.statusCode;
  for (const [name, value] of Object.entries({ ...result.headers, ...result.multiValueHeaders })) {
    response.setHeader(name, value);
  }
  if (result.statusCode !== 204 && result.statusCode !== 304)
    response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** The gateway's own words, as AWS has them. */
function refuse(response: ServerResponse, status: number, message: string): undefined {
  if (!response.headersSent) response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ message }));
}
