import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { propertiesOf } from './properties.ts';
import type { Resource } from './template.ts';

const Bucket = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedMethods: z.array(z.string()),
          AllowedOrigins: z.array(z.string()),
          ExposedHeaders: z.array(z.string()).default([]),
        }),
      ),
    })
    .default({ CorsRules: [] }),
});

interface Started {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const channel = 'http.server.request.start';

/**
 * Lets browsers read from the bucket as its CORS rules have it, which the stand-in does not know: whoever serves HTTP
 * in this process is heard before the stand-in sees the request. Preflight is not answered; a plain GET has none.
 */
export function allowBrowsers(endpoint: string, bucket: Resource): () => void {
  const { CorsRules } = propertiesOf(Bucket, bucket).CorsConfiguration;
  const port = Number(new URL(endpoint).port);
  const onRequest = (message: unknown) => {
    const { request, response } = message as Started;
    const { origin } = request.headers;
    if (request.socket.localPort !== port || origin === undefined) return;
    const rule = CorsRules.find(
      ({ AllowedMethods, AllowedOrigins }) =>
        AllowedMethods.includes(request.method ?? '') &&
        (AllowedOrigins.includes('*') || AllowedOrigins.includes(origin)),
    );
    if (!rule) return;
    response.setHeader('Access-Control-Allow-Origin', rule.AllowedOrigins.includes('*') ? '*' : origin);
    response.setHeader('Access-Control-Expose-Headers', rule.ExposedHeaders.join(', '));
    response.setHeader('Vary', 'Origin');
  };
  subscribe(channel, onRequest);
  return () => unsubscribe(channel, onRequest);
}
