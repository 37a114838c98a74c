import type { Callback, Delivery } from '#lib/job/callback.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import { signCallback } from './sign-callback.ts';

export type SendCallbackPorts = Pick<Ports, 'receivers' | 'undelivered' | 'callbackOutcomes' | 'clock'> & {
  /** Newest first. */
  secrets(): Promise<readonly string[]>;
  readonly log: Pick<Log, 'error'>;
};

/** A callback as the queue brings it. */
export interface Received {
  readonly callback: Callback;
  readonly receipt: string;
  /** How often it was received, this time included. */
  readonly received: number;
  /** When it was sent, in milliseconds since the epoch. */
  readonly sent: number;
}

export interface RetrySettings {
  /** Seconds to wait before each further attempt. */
  readonly retries: readonly number[];
}

/** What became of a callback; `waiting` where it comes again. */
export type SendCallbackReport = Delivery & { readonly jobID: string };

/** Seconds for which SQS hides a message at most, less what an attempt takes. */
const longestWait = 43_000;
/** RFC 9110: the receiver is gone for good. */
const gone = 410;

/**
 * Makes a callback: signed, and sent once. Any 2xx is success. Anything else is tried again after `retries`, counted from
 * when the callback was sent, and then put among the dead letters; `410 Gone` ends it at once. A callback that tells of
 * progress is not tried again, because a later one says more.
 *
 * Rejects where the platform fails: the message then comes again by itself.
 */
export async function sendCallback(
  ports: SendCallbackPorts,
  { callback, receipt, received, sent }: Received,
  { retries }: RetrySettings,
): Promise<SendCallbackReport> {
  const { receivers, undelivered, clock } = ports;
  const { jobID, event, url, body } = callback;
  const headers = signCallback(callback, await ports.secrets(), clock.now());
  const made = await receivers.post(url, {
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

  const now = clock.now();
  const delivered = 'statusCode' in made && made.statusCode >= 200 && made.statusCode < 300;
  const ends = event === 'inProgressUri' || ('statusCode' in made && made.statusCode === gone);
  const wait = delivered || ends ? undefined : nextWait((now - sent) / 1000, retries);
  if (wait !== undefined) await undelivered.putOff(receipt, Math.min(Math.ceil(wait), longestWait));
  else if (!delivered && !ends) await undelivered.giveUp(callback);

  const delivery: Delivery = {
    event,
    status: delivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
    attempts: received,
    updated: new Date(now).toISOString(),
    ...('statusCode' in made && { statusCode: made.statusCode }),
    ...(!delivered && { message: `The receiver ${said(made)}.` }),
  };
  try {
    await ports.callbackOutcomes.report({ jobID, delivery });
  } catch (error) {
    // Rejecting would have the receiver hear of it again.
    ports.log.error('Outcome not reported', { jobID, event, error });
  }
  return { jobID, ...delivery };
}

function said(made: { readonly statusCode: number } | { readonly problem: string }): string {
  return 'statusCode' in made ? `answered ${made.statusCode}` : made.problem;
}

/** Seconds until the next attempt, of which the first was made at once; absent where there is none left. */
function nextWait(elapsed: number, retries: readonly number[]): number | undefined {
  let at = 0;
  for (const wait of retries) {
    at += wait;
    if (at > elapsed) return at - elapsed;
  }
  return undefined;
}
