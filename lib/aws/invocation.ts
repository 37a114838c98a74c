import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import { decodeOutputs, type EncodedOutputs, encodeOutputs } from './stored-outputs.ts';

/** What a process's function gets and gives back when it is invoked directly: JSON, outputs' bytes as base64. */
export interface InvocationPayload {
  readonly invocation: Invocation;
}

export type OutcomePayload =
  | { readonly outcome: 'values' | 'job'; readonly values: EncodedOutputs }
  | Exclude<Outcome, { readonly values: unknown }>;

export function encodeOutcome(outcome: Outcome): OutcomePayload {
  return 'values' in outcome ? { ...outcome, values: encodeOutputs(outcome.values) } : outcome;
}

export function decodeOutcome(payload: OutcomePayload): Outcome {
  return 'values' in payload ? { ...payload, values: decodeOutputs(payload.values) } : payload;
}
