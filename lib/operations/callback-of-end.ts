import type { Callback } from '#lib/job/callback.ts';
import type { Job, Results, Subscription } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { withoutDeliveries } from '#lib/job/without-deliveries.ts';
import { presentResults } from './present-results.ts';

/** Bytes of a callback's body: a message of SQS holds 1 MiB, every quote of it escaped. */
const limit = 200_000;
/** Of these, for what is around the values. */
const around = 10_000;

/**
 * The callback that tells of a job's end: its results as a document, larger ones as links, or why it failed. Absent where
 * nobody asked for it, and for jobs that did not end by themselves.
 *
 * @see /req/callback/job-callback
 */
export async function callbackOfEnd(
  ports: Pick<Ports, 'outputs'>,
  job: Job,
  { subscriber, base }: Subscription,
  results: Results | undefined,
): Promise<Callback | undefined> {
  const { jobID, status } = job;
  if (status === 'successful' && subscriber.successUri !== undefined && results) {
    const body = await documentOf(ports, { jobID, base, results });
    return { id: `${jobID}-success`, jobID, event: 'successUri', url: subscriber.successUri, body };
  }
  if (status === 'failed' && subscriber.failedUri !== undefined) {
    const body = JSON.stringify(toStatusInfo(withoutDeliveries(job), base));
    return { id: `${jobID}-failed`, jobID, event: 'failedUri', url: subscriber.failedUri, body };
  }
  return undefined;
}

async function documentOf(
  ports: Pick<Ports, 'outputs'>,
  given: { readonly jobID: string; readonly base: string; readonly results: Results },
  room = limit - around,
): Promise<string> {
  const results = { ...given.results, response: 'document' } as const;
  const { body } = await presentResults(ports, { ...given, results, accept: undefined, room });
  const text = JSON.stringify(body && 'json' in body ? body.json : {});
  return Buffer.byteLength(text) <= limit || room === 0 ? text : documentOf(ports, given, 0);
}
