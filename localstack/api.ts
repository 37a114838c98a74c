import type { IncomingMessage } from 'node:http';
import type { GatewayEvent } from './gateway-event.ts';
import type { Match, Route } from './routes.ts';

/** An API of the template: what it makes of requests, and what it says where it does not hand them on. */
export interface Api {
  readonly routes: readonly Route[];
  match(method: string, path: string): Match | undefined;
  toEvent(request: IncomingMessage, body: Buffer, match: Match): GatewayEvent;
  /** Milliseconds that it waits for a function. */
  readonly patience: number;
  refusal(reason: Reason): Refusal;
}

/** Why a request gets no answer of a function. */
export type Reason = 'too large' | 'no route' | 'no room' | 'late' | 'failed';

/** An answer in the gateway's own words. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** As API Gateway says it where nobody told it otherwise. */
export function plainRefusal(status: number, message: string): Refusal {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ message }) };
}
