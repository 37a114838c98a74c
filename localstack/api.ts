import type { IncomingMessage } from 'node:http';
import type { Functions } from './functions.ts';
import type { GatewayEvent } from './gateway-event.ts';
import type { Match, Route } from './routes.ts';

/** An API of the template: what it makes of requests, and what it says where it does not hand them on. */
export interface Api {
  readonly routes: readonly Route[];
  match(method: string, path: string): Match | undefined;
  /** Whether a request may go on, and what is then known of who sent it. Rejects where that cannot be found out. */
  admit(request: IncomingMessage, route: Route, functions: Pick<Functions, 'invoke'>): Promise<Admission>;
  toEvent(request: IncomingMessage, body: Buffer, match: Match, caller?: Caller): GatewayEvent;
  /** Milliseconds that it waits for a function. */
  readonly patience: number;
  refusal(reason: Reason): Refusal;
}

/** Why a request gets no answer of a function. */
export type Reason = 'too large' | 'no route' | 'unauthorized' | 'forbidden' | 'no room' | 'late' | 'failed';

/** What an authoriser hands on to functions. */
export type Caller = Readonly<Record<string, unknown>>;

export type Admission = { readonly caller?: Caller } | { readonly refused: Reason };

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
