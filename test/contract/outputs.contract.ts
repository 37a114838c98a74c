import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StoredOutput } from '#lib/job/job.ts';
import { aNewJob, given, type Open } from './subject.ts';

const kilobyte = 1024;

/** Bytes that cannot be compressed. */
function anOutput(size: number): StoredOutput {
  return { mediaType: 'image/tiff', size, bytes: Uint8Array.from(randomBytes(size)) };
}

const prefix = () => `jobs/${randomUUID()}/1`;

export function outputsContract(open: Open): void {
  describe('new outputs', () => {
    test('small outputs stay as they are', async () => {
      const { newOutputs } = open();
      const values = { a: anOutput(100), b: anOutput(0) };

      expect(await newOutputs.store(prefix(), values)).toEqual(values);
    });

    test('the largest go to the bucket until the rest is small', async () => {
      const { newOutputs } = open();
      const values = { a: anOutput(20 * kilobyte), b: anOutput(60 * kilobyte), c: anOutput(5 * kilobyte) };

      const stored = await newOutputs.store('jobs/1/1', values);

      expect(stored).toEqual({
        a: values.a,
        b: { mediaType: 'image/tiff', size: 60 * kilobyte, key: 'jobs/1/1/b' },
        c: values.c,
      });
    });

    test('outputs keep their order', async () => {
      const { newOutputs } = open();

      const stored = await newOutputs.store(prefix(), { z: anOutput(5), a: anOutput(90 * kilobyte) });

      expect(Object.keys(stored)).toEqual(['z', 'a']);
    });

    test('outputs that stand in the bucket already stay there', async () => {
      const { newOutputs } = open();
      const values = { a: { mediaType: 'image/tiff', size: 1e9, key: 'results/1/1/a' } };

      expect(await newOutputs.store(prefix(), values)).toEqual(values);
    });
  });

  describe('outputs', () => {
    test('bytes come back wherever they live', async () => {
      const { newOutputs, outputs } = open();
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(0, 1, 1000, 40_000, 200_000), async (size) => {
          const values = { one: anOutput(size), two: anOutput(10) };

          const stored = await newOutputs.store(prefix(), values);

          for (const id of ['one', 'two'] as const) {
            expect(await outputs.bytes(stored[id] as StoredOutput)).toEqual(values[id].bytes);
          }
        }),
        { numRuns: 10 },
      );
    });

    test('an output of 20 MB comes back', async () => {
      const { newOutputs, outputs } = open();
      const large = anOutput(20 * kilobyte * kilobyte);

      const stored = await newOutputs.store(prefix(), { large });

      const bytes = await outputs.bytes(stored.large as StoredOutput);
      expect(Buffer.compare(bytes, large.bytes as Uint8Array)).toBe(0);
    });

    test('reading an object that is not there fails', async () => {
      const { outputs } = open();

      await expect(outputs.bytes({ mediaType: 'image/tiff', size: 1, key: 'jobs/0/0/0' })).rejects.toThrow();
    });
  });

  describe('removals', () => {
    test('objects are removed, those shared under results/ are not', async () => {
      const { newOutputs, outputs, removals } = open();
      const own = await newOutputs.store(prefix(), { a: anOutput(90 * kilobyte) });
      const shared = await newOutputs.store(`results/${randomUUID()}/1`, { a: anOutput(90 * kilobyte) });
      const stored = [own.a as StoredOutput, shared.a as StoredOutput] as const;

      await removals.remove(stored.map(({ key }) => key ?? ''));

      await expect(outputs.bytes(stored[0])).rejects.toThrow();
      await expect(outputs.bytes(stored[1])).resolves.toHaveLength(90 * kilobyte);
    });

    test('removing what is not there, or nothing, is harmless', async () => {
      const { removals } = open();

      await removals.remove([]);
      await removals.remove([`jobs/${randomUUID()}/1/a`]);
    });
  });

  describe('remains', () => {
    test('a job that is gone leaves neither a large submission nor outputs of its own behind', async () => {
      const subject = open();
      const large = { inputs: { text: randomBytes(600 * kilobyte).toString('base64') } };
      const { jobID } = await given(subject, aNewJob(subject), large);
      const own = await subject.newOutputs.store(`jobs/${jobID}/1`, { a: anOutput(90 * kilobyte) });
      await subject.transitions.move(jobID, 'dismiss', { now: subject.now(), changes: {} });

      await subject.remains.remove(jobID, [own.a?.key ?? '']);

      const left = await subject.contents.some();
      expect(left.filter((key) => key.includes(jobID))).toEqual([]);
    });

    test('what answers other jobs too stays', async () => {
      const { newOutputs, outputs, remains } = open();
      const shared = await newOutputs.store(`results/${randomUUID()}/1`, { a: anOutput(90 * kilobyte) });

      await remains.remove(randomUUID(), [shared.a?.key ?? '']);

      await expect(outputs.bytes(shared.a as StoredOutput)).resolves.toHaveLength(90 * kilobyte);
    });

    test('of a job that left nothing there is nothing to remove, which is harmless', async () => {
      const { remains } = open();

      await remains.remove(randomUUID(), []);
    });
  });

  describe('links', () => {
    test('a link names the object, its media type and a clean file name', async () => {
      const { links } = open();

      const link = new URL(
        await links.link('jobs/1/1/area', { mediaType: 'image/tiff', fileName: 'area.tiff' }),
      );

      expect(link.pathname).toMatch(/\/jobs\/1\/1\/area$/);
      expect(link.searchParams.get('response-content-type')).toBe('image/tiff');
      expect(link.searchParams.get('response-content-disposition')).toBe('attachment; filename="area.tiff"');
    });
  });
}
