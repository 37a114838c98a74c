import * as z from 'zod';
import { type Api, plainRefusal, type Reason } from './api.ts';
import { propertiesOf } from './properties.ts';
import type { Resource } from './template.ts';

/** What a REST API says of each reason where the template does not say otherwise, and as which type of response. */
const standard: Readonly<Record<Reason, readonly [type: string, status: number, message: string]>> = {
  'too large': ['REQUEST_TOO_LARGE', 413, 'Request Too Long'],
  unauthorized: ['UNAUTHORIZED', 401, 'Unauthorized'],
  forbidden: ['ACCESS_DENIED', 403, 'Forbidden'],
  'no route': ['MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token'],
  'no room': ['DEFAULT_5XX', 500, 'Internal server error'],
  late: ['INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out'],
  failed: ['DEFAULT_5XX', 502, 'Internal server error'],
};

const constant = /^'[^']*'$/;

const ResponseProperties = z.object({
  ResponseType: z.string(),
  StatusCode: z.coerce.number().int().optional(),
  ResponseTemplates: z.object({
    'application/json': z
      .string()
      .regex(/^[^$#]*$/, 'The runner knows gateway responses only that are constant text.'),
  }),
  ResponseParameters: z
    .record(
      z.string().regex(/^gatewayresponse\.header\./, 'The runner knows headers of gateway responses only.'),
      z.string().regex(constant, "The runner knows headers of gateway responses only that are 'constant'."),
    )
    .default({}),
});

/** The answers that a REST API makes itself, from the gateway responses of the template. */
export function toRefusals(responses: readonly Resource[]): Api['refusal'] {
  const told = new Map(
    responses.map((resource) => {
      const properties = propertiesOf(ResponseProperties, resource);
      return [properties.ResponseType, properties] as const;
    }),
  );
  return (reason) => {
    const [type, status, message] = standard[reason];
    const response = told.get(type) ?? told.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    if (!response) return plainRefusal(status, message);
    const headers = Object.entries(response.ResponseParameters).map(([name, value]) => [
      name.replace('gatewayresponse.header.', ''),
      value.slice(1, -1),
    ]);
    return {
      status: response.StatusCode ?? status,
      headers: { 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
      body: response.ResponseTemplates['application/json'],
    };
  };
}
