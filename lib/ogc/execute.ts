import type { TransmissionMode } from './process-description.ts';

/** How one output is asked for. /req/core/process-execute-request */
export interface OutputRequest {
  readonly format?: { readonly mediaType?: string; readonly encoding?: string; readonly schema?: unknown };
  readonly transmissionMode?: TransmissionMode;
}

export type ResponseForm = 'raw' | 'document';

/** Events that a client can be told of, each by the member of `subscriber` that names whom to tell. */
export const callbackEvents = ['successUri', 'inProgressUri', 'failedUri'] as const;
export type CallbackEvent = (typeof callbackEvents)[number];

/** Absolute URLs by event (subscriber.yaml, in which `successUrl` is required by mistake). /req/callback/job-callback */
export type Subscriber = { readonly [K in CallbackEvent]?: string };

/** The body of an execute request (execute.yaml). Unknown members are ignored. */
export interface ExecuteBody {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, OutputRequest>>;
  readonly response?: ResponseForm;
  readonly subscriber?: Subscriber;
}
