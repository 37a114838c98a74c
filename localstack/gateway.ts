import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { type Api, plainRefusal, type Refusal } from './api.ts';
import { readBody } from './body.ts';
import type { Functions } from './functions.ts';
import { type Listening, listen } from './listen.ts';
import { targetOf } from './target.ts';

/** Stands in for API Gateway. */
export interface Gateway extends Listening {
  /** Serves this API from now on. */
  define(api: Api): void;
}

/** Bytes of a body, and bytes of the request line with all headers, as both kinds of API have them. */
const limits = { body: 10 * 1024 * 1024, headers: 10_240 } as const;

const Result = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(z.coerce.string())).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Listens on 127.0.0.1. Until there is an API every request is answered 503. */
export async function serveGateway(functions: Functions, port: number): Promise<Gateway> {
  let api: Api | undefined;
  const server = createServer({ maxHeaderSize: limits.headers }, (request, response) => {
    if (!api) return refuse(response, plainRefusal(503, 'Service Unavailable'));
    const { refusal } = api;
    answer(functions, api, request, response).catch(() => refuse(response, refusal('failed')));
  });
  return {
    ...(await listen(server, port)),
    define: (defined) => {
      api = defined;
    },
  };
}

async function answer(
  functions: Functions,
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, limits.body);
  if (!body) return refuse(response, api.refusal('too large'));
  const found = api.match(request.method ?? 'GET', targetOf(request).path);
  if (!found) return refuse(response, api.refusal('no route'));
  const admission = await api.admit(request, found.route, functions);
  if ('refused' in admission) return refuse(response, api.refusal(admission.refused));
  const event = JSON.stringify(api.toEvent(request, body, found, admission.caller));
  const result = await within(api.patience, functions.invoke(found.route.functionName, event));
  if (result === 'late') return refuse(response, api.refusal('late'));
  if (!result) return refuse(response, api.refusal('no room'));
  const parsed = result.functionError ? undefined : Result.safeParse(JSON.parse(result.payload));
  if (!parsed?.success) return refuse(response, api.refusal('failed'));
  send(response, parsed.data);
}

/** `late` when it takes more milliseconds; the function runs on, as it would when deployed. */
async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'late');
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
  if (result.statusCode !== 204 && result.statusCode !== 304) {
    response.setHeader('Content-Length', body.length);
  }
  response.end(body);
}

function refuse(response: ServerResponse, { status, headers, body }: Refusal): void {
  if (!response.headersSent) response.writeHead(status, headers);
  response.end(body);
}
