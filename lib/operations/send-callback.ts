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

export interface CallbackSchedule {
  /** Seconds between the times of further attempts, the first of them counted from when the callback was sent. */
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
 * One that cannot be signed is not sent, and put off all the same. Rejects where the queues fail: the message then comes
 * again by itself.
 */
export async function sendCallback(
  ports: SendCallbackPorts,
  { callback, receipt, received, sent }: Received,
  { retries }: CallbackSchedule,
): Promise<SendCallbackReport> {
  const { undelivered, clock } = ports;
  const { jobID, event } = callback;
  const { statusCode, message } = await attempt(ports, callback);

  const now = clock.now();
  const delivered = statusCode !== undefined && statusCode >= 200 && statusCode < 300;
  const ends = event === 'inProgressUri' || statusCode === gone;
  const wait = delivered || ends ? undefined : nextWait((now - sent) / 1000, retries);
  if (wait !== undefined) await undelivered.putOff(receipt, Math.min(Math.ceil(wait), longestWait));
  else if (!delivered && !ends) await undelivered.giveUp(callback);

  const delivery: Delivery = {
    event,
    status: delivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
    attempts: received,
    updated: new Date(now).toISOString(),
    ...(statusCode !== undefined && { statusCode }),
    ...(!delivered && { message }),
  };
  try {
    await ports.callbackOutcomes.report({ jobID, delivery });
  } catch (error) {
    // Rejecting would have the receiver hear of it again.
    ports.log.error('Outcome not reported', { jobID, event, status: delivery.status, error });
  }
  return { jobID, ...delivery };
}

interface Made {
  /** Absent where nothing was answered. */
  readonly statusCode?: number;
  readonly message: string;
}

async function attempt(
  { receivers, secrets, clock, log }: SendCallbackPorts,
  callback: Callback,
): Promise<Made> {
  const { jobID, event, url, body } = callback;
  let signed: Readonly<Record<string, string>>;
  try {
    signed = signCallback(callback, await secrets(), clock.now());
  } catch (error) {
    log.error('Callback not signed', { jobID, event, error });
    return { message: 'The callback could not be signed, and was not sent.' };
  }
  const headers = { 'content-type': 'application/json', ...signed };
  const made = await receivers.post(url, { headers, body });
  if ('problem' in made) return { message: `The receiver ${made.problem}.` };
  const { statusCode } = made;
  return { statusCode, message: `The receiver answered ${statusCode}.` };
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
