import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Caller } from './api.ts';
import { place } from './place.ts';
import type { Match } from './routes.ts';
import { targetOf } from './target.ts';

/** What a function gets of a request: payload format 1.0. */
export type GatewayEvent = Omit<APIGatewayProxyEvent, 'requestContext'> & {
  /** An HTTP API says it. */
  readonly version?: '1.0';
  readonly requestContext: Omit<APIGatewayProxyEvent['requestContext'], 'authorizer' | 'resourceId'> & {
    readonly authorizer?: Caller;
  };
};

/** What the kinds of gateway see differently. */
interface Seen extends Match {
  readonly path: string;
  readonly stage: string;
  readonly isBase64Encoded: boolean;
  readonly caller?: Caller | undefined;
}

/** Builds the event of a request. Where a header or a parameter comes several times, the plain map has the last one. */
export function toEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, parameters, path, stage, isBase64Encoded, caller }: Seen,
): GatewayEvent {
  const { query: searchParams } = targetOf(request);
  const method = request.method ?? 'GET';
  const resource = route.key.split(' ')[1] ?? route.key;
  const headers = grouped(headersOf(request));
  const query = grouped([...searchParams]);
  const now = new Date();
  return {
    resource,
    path,
    httpMethod: method,
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: searchParams.size > 0 ? last(query) : null,
    multiValueQueryStringParameters: searchParams.size > 0 ? query : null,
    pathParameters: Object.keys(parameters).length > 0 ? { ...parameters } : null,
    stageVariables: null,
    body: body.length > 0 ? body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded,
    requestContext: {
      accountId: place.account,
      apiId: 'local',
      ...(caller && { authorizer: caller }),
      domainName: `127.0.0.1:${request.socket.localPort}`,
      domainPrefix: 'local',
      extendedRequestId: randomUUID(),
      httpMethod: method,
      identity: identity(request),
      path,
      protocol: `HTTP/${request.httpVersion}`,
      requestId: randomUUID(),
      requestTime: commonLogTime(now),
      requestTimeEpoch: now.getTime(),
      resourcePath: resource,
      stage,
    },
  };
}

/** Headers as they were sent, without those of one connection, and with what a gateway says of the sender. */
function headersOf(request: IncomingMessage): [string, string][] {
  const left = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'upgrade']);
  const set: [string, string][] = [
    ['X-Forwarded-For', request.socket.remoteAddress ?? ''],
    ['X-Forwarded-Port', String(request.socket.localPort)],
    ['X-Forwarded-Proto', 'http'],
  ];
  for (const [name] of set) left.add(name.toLowerCase());
  const sent: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index] ?? '';
    if (!left.has(name.toLowerCase())) sent.push([name, request.rawHeaders[index + 1] ?? '']);
  }
  return [...sent, ...set];
}

function grouped(pairs: readonly [string, string][]): Record<string, string[]> {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    groups[name] ??= [];
    groups[name].push(value);
  }
  return groups;
}

function last(groups: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function identity(request: IncomingMessage): GatewayEvent['requestContext']['identity'] {
  return {
    accessKey: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    caller: null,
    clientCert: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.socket.remoteAddress ?? '',
    user: null,
    userAgent: request.headers['user-agent'] ?? null,
    userArn: null,
  };
}

/** `23/Nov/2026:23:35:04 +0000` */
function commonLogTime(date: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
