import type { Callback, CallbackOutcome } from '#lib/job/callback.ts';

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

/** What a message's body carries; absent where somebody else wrote it. */
export function fromMessage<K extends keyof Messages>(kind: K, body: string): Messages[K] | undefined {
  try {
    const { [kind]: content } = JSON.parse(body) as Partial<Messages>;
    return content;
  } catch {
    return undefined;
  }
}
