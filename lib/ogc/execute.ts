import type { TransmissionMode } from './process-description.ts';

/** How one output is asked for. /req/core/process-execute-request */
export interface OutputRequest {
  readonly format?: { readonly mediaType?: string; readonly encoding?: string; readonly schema?: unknown };
  readonly transmissionMode?: TransmissionMode;
}

export type ResponseForm = 'raw' | 'document';

/** The body of an execute request (execute.yaml). Unknown members are ignored. */
export interface ExecuteBody {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, OutputRequest>>;
  readonly response?: ResponseForm;
}
