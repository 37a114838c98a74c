import { describe, expect, it } from 'vitest';
import { emptyBucket } from '#lib/operations/empty-bucket.ts';
import { type Fakes, fakePorts } from '#test/fakes/ports.ts';

function place(objects: number, { expendable = true } = {}): Fakes & { readonly removed: number[] } {
  const fakes = fakePorts();
  fakes.store.expendable = expendable;
  for (let index = 0; index < objects; index += 1) {
    fakes.store.objects.set(`jobs/${index}`, { bytes: new Uint8Array(), mediaType: 'text/plain' });
  }
  const removed: number[] = [];
  const { contents } = fakes;
  return {
    ...fakes,
    removed,
    contents: {
      ...contents,
      async remove(keys) {
        removed.push(keys.length);
        fakes.clock.advance(1000);
        await contents.remove(keys);
      },
    },
  };
}

const soon = (world: Fakes) => world.clock.now() + 10_000;

describe('emptying the bucket', () => {
  it('removes everything, a thousand objects at a time', async () => {
    const world = place(2500);

    expect(await emptyBucket(world, soon(world))).toEqual({ removed: 2500 });

    expect(world.removed).toEqual([1000, 1000, 500]);
    expect(world.store.objects.size).toBe(0);
  });

  it('does nothing where nothing is left', async () => {
    const world = place(0);

    expect(await emptyBucket(world, soon(world))).toEqual({ removed: 0 });
  });

  it('leaves a bucket alone that is kept, or gone', async () => {
    const world = place(5, { expendable: false });

    expect(await emptyBucket(world, soon(world))).toEqual({ removed: 0 });

    expect(world.store.objects.size).toBe(5);
  });

  it('says how far it came when time is up', async () => {
    const world = place(5000);

    await expect(emptyBucket(world, world.clock.now() + 2000)).rejects.toThrow(
      'Time was up after 2000 objects. Delete the stack again to go on.',
    );
  });
});
