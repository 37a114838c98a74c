import type { Callback, Delivery } from '#lib/job/callback.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import { attemptsBy, type CallbackSchedule, nextWait } from './callback-schedule.ts';
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

/** What became of a callback; `waiting` where it comes again. */
export type SendCallbackReport = Delivery & { readonly jobID: string };

/** RFC 9110: the receiver is gone for good. */
const gone = 410;

/**
 * Makes a callback: signed, and sent once. Any 2xx is success. Anything else is tried again as `schedule` has it, and then put
 * among the dead letters; `410 Gone` ends it at once. A callback that tells of progress is not tried again, because a later
 * one says more.
 *
 * One that cannot be signed is not sent, and treated as if its receiver had not answered. Rejects where the queues fail: the
 * message then comes again by itself.
 */
export async function sendCallback(
  ports: SendCallbackPorts,
  { callback, receipt, received, sent }: Received,
  schedule: CallbackSchedule,
): Promise<SendCallbackReport> {
  const { undelivered, clock } = ports;
  const { jobID, event } = callback;
  const elapsed = () => (clock.now() - sent) / 1000;
  const attempts = attemptsBy(elapsed(), received, schedule);
  const { statusCode, message } = await attempt(ports, callback);

  const delivered = statusCode !== undefined && statusCode >= 200 && statusCode < 300;
  const ends = event === 'inProgressUri' || statusCode === gone;
  const wait = delivered || ends ? undefined : nextWait(elapsed(), schedule);
  if (wait !== undefined) await undelivered.putOff(receipt, wait);
  else if (!delivered && !ends) await undelivered.giveUp(callback);

  const delivery: Delivery = {
    event,
    status: delivered ? 'delivered' : wait === undefined ? 'failed' : 'waiting',
    attempts,
    updated: new Date(clock.now()).toISOString(),
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
