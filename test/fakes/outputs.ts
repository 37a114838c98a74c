import type { StoredOutput } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';

/** Bytes of a job's outputs that stay in the table; beyond, the largest go to the bucket. */
const inlineLimit = 32 * 1024;

/** The bucket: outputs put away, read, linked to and removed. */
export function fakeOutputs(
  store: Store,
): Pick<Ports, 'newOutputs' | 'outputs' | 'links' | 'removals' | 'remains' | 'contents'> {
  const removals: Ports['removals'] = {
    remove: async (keys) => {
      for (const key of keys) if (!key.startsWith('results/')) store.objects.delete(key);
    },
  };
  return {
    removals,
    remains: { remove: (_, keys) => removals.remove(keys) },
    newOutputs: {
      store: async (prefix, values) => {
        let inline = Object.values(values).reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
        const moved = new Map<string, StoredOutput>();
        const largestFirst = Object.entries(values).sort(([, a], [, b]) => b.size - a.size);
        for (const [outputID, { mediaType, size, bytes }] of largestFirst) {
          if (inline <= inlineLimit || !bytes) continue;
          const key = `${prefix}/${outputID}`;
          store.objects.set(key, { bytes: Uint8Array.from(bytes), mediaType });
          moved.set(outputID, { mediaType, size, key });
          inline -= bytes.length;
        }
        return Object.fromEntries(
          Object.entries(values).map(([outputID, output]) => [outputID, moved.get(outputID) ?? output]),
        );
      },
    },
    outputs: {
      bytes: async ({ bytes, key = '' }) => {
        const found = bytes ?? store.objects.get(key)?.bytes;
        if (!found) throw new Error(`There is no object ${key}.`);
        return Uint8Array.from(found);
      },
    },
    links: {
      link: async (key, { mediaType, fileName }) => {
        const url = new URL(`https://bucket.example/${encodeURI(key)}`);
        if (mediaType) url.searchParams.set('response-content-type', mediaType);
        if (fileName) {
          url.searchParams.set('response-content-disposition', `attachment; filename="${fileName}"`);
        }
        return url.href;
      },
    },
    contents: {
      expendable: async () => store.expendable,
      some: async () => [...store.objects.keys()].sort().slice(0, 1000),
      remove: async (keys) => {
        for (const key of keys) store.objects.delete(key);
      },
    },
  };
}
