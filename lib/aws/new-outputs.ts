import { gzipSync } from 'node:zlib';
import type { StoredOutput } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';

/** Compressed bytes that a job's outputs may take in the table, all together. */
const inlineLimit = 32 * 1024;

/** Larger outputs are not even compressed to find out. */
const weighedLimit = 1024 * 1024;

/** The largest outputs go to the bucket until the rest is small enough for the table. */
export const newOutputs = (bucket: Bucket): Ports['newOutputs'] => ({
  async store(prefix, values) {
    const weighed = Object.entries(values)
      .map(([outputID, output]) => ({ outputID, output, weight: weight(output) }))
      .sort((a, b) => b.weight - a.weight);
    let inline = weighed.reduce((sum, { weight }) => sum + weight, 0);

    const moved = new Map<string, Promise<StoredOutput>>();
    for (const { outputID, output, weight } of weighed) {
      if (inline <= inlineLimit) break;
      moved.set(outputID, put(bucket, `${prefix}/${outputID}`, output));
      inline -= weight;
    }
    await Promise.all(moved.values());
    return Object.fromEntries(
      await Promise.all(
        Object.entries(values).map(async ([outputID, output]) => [
          outputID,
          (await moved.get(outputID)) ?? output,
        ]),
      ),
    );
  },
});

function weight({ bytes }: StoredOutput): number {
  if (!bytes) return 0;
  return bytes.length > weighedLimit ? bytes.length : gzipSync(bytes).length;
}

async function put(bucket: Bucket, key: string, { bytes, ...output }: StoredOutput): Promise<StoredOutput> {
  if (!bytes) return output;
  await (await bucket.objects()).put(key, bytes, output.mediaType);
  return { ...output, key };
}
