import type { CallbackEvent } from '#lib/ogc/execute.ts';
import { jsonOf, type Part, reference } from './reference.ts';

const events: Readonly<Record<CallbackEvent, { readonly tells: string; readonly schema: string }>> = {
  successUri: { tells: 'The results of a job, as a document', schema: 'results' },
  inProgressUri: { tells: 'How far a job is', schema: 'statusInfo' },
  failedUri: { tells: 'That a job failed', schema: 'statusInfo' },
};

const header = (name: string, description: string, example: string): Part => ({
  name,
  in: 'header',
  required: name !== 'webhook-signature',
  description,
  schema: { type: 'string' },
  example,
});

/** Those of Standard Webhooks. */
const webhookHeaders = [
  header(
    'webhook-id',
    'The same whenever the same event is told.',
    '15b720ed-906b-4a87-bb66-65008ab0d269-success',
  ),
  header('webhook-timestamp', 'When it was sent, in seconds since the epoch.', '1795483425'),
  header(
    'webhook-signature',
    'Signatures with blanks between them, where this server signs.',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ),
];

/** The requests that this server makes, by the member of `subscriber` that asks for them. /req/callback/job-callback */
export const callbackComponents: Readonly<Record<string, Part>> = mapEvents(({ tells, schema }, event) => ({
  [`{$request.body#/subscriber/${event}}`]: {
    post: {
      summary: tells,
      parameters: webhookHeaders,
      requestBody: { required: true, content: jsonOf(schema) },
      responses: {
        '2XX': { description: 'It was heard. Anything else has it told again later.' },
        '410': { description: 'It is not to be told again.' },
      },
    },
  },
}));

/** The same by reference, as every execution has them. */
export const callbacks: Part = mapEvents((_, event) => reference('callbacks', event));

function mapEvents(make: (of: (typeof events)[CallbackEvent], event: string) => Part): Record<string, Part> {
  return Object.fromEntries(Object.entries(events).map(([event, of]) => [event, make(of, event)]));
}
