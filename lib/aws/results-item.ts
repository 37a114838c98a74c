import type { Job, Results } from '#lib/job/job.ts';
import { binary, type Item, number } from './attributes.ts';
import { compress, decompress } from './compressed.ts';
import { jobKey } from './keys.ts';
import { decodeOutputs, type EncodedOutputs, encodeOutputs } from './stored-outputs.ts';
import { layout } from './table-layout.ts';

/** The results item of a job; it expires with it. */
export function toResultsItem(job: Pick<Job, 'jobID' | 'expiresAt'>, results: Results): Item {
  return {
    ...jobKey(job.jobID, 'results'),
    data: binary(compress({ ...results, values: encodeOutputs(results.values) })),
    [layout.expiry]: number(job.expiresAt),
  };
}

export function fromResultsItem(item: Item): Results {
  const stored = decompress(item.data?.B ?? new Uint8Array()) as Results & { values: EncodedOutputs };
  return { ...stored, values: decodeOutputs(stored.values) };
}
