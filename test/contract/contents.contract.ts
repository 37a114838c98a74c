import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Open } from './subject.ts';

export function contentsContract(open: Open): void {
  test('contents: all that is in the bucket, until it is removed', async () => {
    const { contents, newOutputs } = open();
    const bytes = Uint8Array.from(randomBytes(100_000)); // Which cannot be compressed.
    const prefix = `results/${randomUUID()}/1`;
    await newOutputs.store(prefix, { a: { mediaType: 'image/tiff', size: bytes.length, bytes } });

    const keys = await contents.some();
    expect(keys).toContain(`${prefix}/a`);
    await contents.remove(keys);
    expect(await contents.some()).toEqual([]);
  });
}
