import type { Job, Submission } from '#lib/job/job.ts';
import { binary, type Item, number, text } from './attributes.ts';
import type { Bucket } from './bucket.ts';
import { compress, decompress } from './compressed.ts';
import { jobKey } from './keys.ts';
import { layout } from './table-layout.ts';

/** Compressed bytes that fit an item of 400 KB with room to spare; larger submissions go to the bucket. */
const itemLimit = 350 * 1024;

/** Where in the bucket a submission is that is too large for the table. */
export function submissionKey(jobID: string): string {
  return `inputs/${jobID}`;
}

/** The inputs item of a job, after a large submission was put into the bucket. It expires with the job. */
export async function toSubmissionItem(
  bucket: Bucket,
  job: Pick<Job, 'jobID' | 'expiresAt'>,
  submission: Submission,
): Promise<Item> {
  const data = compress(submission);
  const fits = data.length <= itemLimit;
  const key = submissionKey(job.jobID);
  if (!fits) await (await bucket.objects()).put(key, data, 'application/gzip');
  return {
    ...jobKey(job.jobID, 'inputs'),
    ...(fits ? { data: binary(data) } : { object: text(key) }),
    [layout.expiry]: number(job.expiresAt),
  };
}

export async function fromSubmissionItem(bucket: Bucket, item: Item): Promise<Submission> {
  const key = item.object?.S;
  const data = key === undefined ? item.data?.B : await (await bucket.objects()).get(key);
  return decompress(data ?? new Uint8Array()) as Submission;
}
