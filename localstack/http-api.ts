import type { IncomingMessage } from 'node:http';
import { type Api, plainRefusal, type Reason, type Refusal } from './api.ts';
import { toEvent } from './gateway-event.ts';
import { toHttpRoutes } from './http-routes.ts';
import { toJwtAuthorizers } from './jwt-authorizers.ts';
import { match } from './routes.ts';
import { decoded, targetOf } from './target.ts';
import type { Resource } from './template.ts';

const refusals: Readonly<Record<Reason, Refusal>> = {
  'too large': plainRefusal(413, 'Request Entity Too Large'),
  unauthorized: unauthorized(),
  forbidden: plainRefusal(403, 'Forbidden'),
  'no route': plainRefusal(404, 'Not Found'),
  'no room': plainRefusal(503, 'Service Unavailable'),
  late: plainRefusal(503, 'Service Unavailable'),
  failed: plainRefusal(500, 'Internal Server Error'),
};

/** The HTTP API of a template. It decodes paths and says the version of what it sends. */
export function toHttpApi(resources: readonly Resource[], keysUrl?: string): Api {
  const routes = toHttpRoutes(resources);
  return {
    routes,
    match: (method, path) => match(routes, method, path),
    admit: toJwtAuthorizers(
      resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Authorizer'),
      routes,
      keysUrl,
    ),
    toEvent: (request, body, { route, parameters }, caller) => ({
      version: '1.0',
      ...toEvent(request, body, {
        route,
        caller,
        parameters: Object.fromEntries(
          Object.entries(parameters).map(([name, value]) => [name, decoded(value)]),
        ),
        path: decoded(targetOf(request).path),
        stage: '$default',
        isBase64Encoded: body.length > 0 && !isText(request, body),
      }),
    }),
    patience: 30_000,
    refusal: (reason) => refusals[reason],
  };
}

/** As API Gateway says it: how to come with credentials is in a header. */
function unauthorized(): Refusal {
  const { headers, ...refusal } = plainRefusal(401, 'Unauthorized');
  return { ...refusal, headers: { ...headers, 'WWW-Authenticate': 'Bearer' } };
}

/** An HTTP API passes text and JSON as they are, and everything else, forms too, as base64. */
function isText(request: IncomingMessage, body: Buffer): boolean {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const passes = /^(text\/.*|application\/(json|xml|javascript))$/.test(mediaType);
  return passes && !request.headers['content-encoding'] && body.equals(Buffer.from(body.toString('utf8')));
}
