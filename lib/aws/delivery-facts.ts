import type { Delivery } from '#lib/job/callback.ts';

/** What became of a callback, as a log event has it: its `message` is a `detail`, for an event has a message of its own. */
export function deliveryFacts({ message: detail, ...told }: Delivery): Readonly<Record<string, unknown>> {
  return { ...told, ...(detail !== undefined && { detail }) };
}
