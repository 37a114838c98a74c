import type { Callback, CallbackOutcome, Delivery } from '#lib/job/callback.ts';
import { callbackEvents } from '#lib/ogc/execute.ts';
import { isObject } from '#lib/ogc/is-object.ts';
import { callbackStatuses } from '#lib/ogc/status-info.ts';

/**
 * What the queues of callbacks carry. No message has a `jobID` of its own, by which one that was given up would be taken
 * for the message of a job.
 */
interface Messages {
  readonly callback: Callback;
  readonly outcome: CallbackOutcome;
}

export function toMessage<K extends keyof Messages>(kind: K, content: Messages[K]): string {
  return JSON.stringify({ [kind]: content });
}

/** What a message's body carries; absent where it is nothing of the kind, because somebody else wrote it. */
export function fromMessage<K extends keyof Messages>(kind: K, body: string): Messages[K] | undefined {
  const is: (content: unknown) => content is Messages[K] = checks[kind];
  const content = contentOf(kind, body);
  return is(content) ? content : undefined;
}

function contentOf(kind: string, body: string): unknown {
  try {
    const message: unknown = JSON.parse(body);
    return isObject(message) ? message[kind] : undefined;
  } catch {
    return undefined;
  }
}

/** By hand: a library would be larger than the functions that need it. */
const checks: { readonly [K in keyof Messages]: (content: unknown) => content is Messages[K] } = {
  callback: (content): content is Callback =>
    isObject(content) &&
    [content.id, content.jobID, content.url, content.body].every(isText) &&
    isOneOf(callbackEvents, content.event),
  outcome: (content): content is CallbackOutcome =>
    isObject(content) && isText(content.jobID) && isDelivery(content.delivery),
};

function isDelivery(content: unknown): content is Delivery {
  if (!isObject(content)) return false;
  const { event, status, attempts, updated, statusCode, message } = content;
  return (
    isOneOf(callbackEvents, event) &&
    isOneOf(callbackStatuses, status) &&
    Number.isInteger(attempts) &&
    isText(updated) &&
    (statusCode === undefined || Number.isInteger(statusCode)) &&
    (message === undefined || isText(message))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && words.includes(value);
}
