import { describe, expect, it } from 'vitest';
import type { References } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { fetchReferences } from '#lib/operations/fetch-references.ts';
import { holdTime, pass, sleep } from './worker-fixtures.ts';

const reference = (inputID: string, href: string) =>
  ({ form: 'reference', inputID, path: `/inputs/${inputID}`, href }) as const;

/** Fetches each `href` in a second; those that contain `bad` fail at once. */
function slowReferences() {
  const open = new Set<string>();
  const fetched: string[] = [];
  const references: References = {
    fetch: async (href, signal) => {
      if (href.includes('bad')) throw new Exception('invalid-parameter', 'It is not there.');
      open.add(href);
      fetched.push(href);
      await sleep(1);
      if (signal?.aborted) {
        open.delete(href);
        throw new Exception('invalid-parameter', 'It was given up.');
      }
      return { file: href, size: 1, dispose: async () => void open.delete(href) };
    },
  };
  return { references, open, fetched };
}

const never = new AbortController().signal;

holdTime();

describe('fetchReferences', () => {
  it('fetches each href once, four at once, and disposes of them together', async () => {
    const world = slowReferences();
    const wanted = Array.from({ length: 12 }, (_, index) => reference('many', `https://x/${index % 6}`));

    const fetching = fetchReferences(world, wanted, never);
    await pass(0.5);
    const first = world.fetched.length;
    await pass(1.5);
    const { files, [Symbol.asyncDispose]: dispose } = await fetching;
    const open = world.open.size;
    await dispose();

    expect(Object.keys(files).sort()).toEqual(
      ['0', '1', '2', '3', '4', '5'].map((name) => `https://x/${name}`),
    );
    expect(world.fetched).toHaveLength(6);
    expect(first).toBe(4);
    expect(open).toBe(6);
    expect(world.open.size).toBe(0);
  });

  it('names the input that failed, gives up the others and leaves no file behind', async () => {
    const world = slowReferences();
    const good = Array.from({ length: 5 }, (_, index) => reference('many', `https://x/${index}`));

    const fetching = fetchReferences(world, [...good, reference('one', 'https://x/bad')], never);
    const expected = expect(fetching).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: 'The input `one` could not be fetched: It is not there.',
      problems: [{ path: '/inputs/one', value: '"https://x/bad"', detail: 'It is not there.' }],
    });
    await pass(3);

    await expected;
    expect(world.open.size).toBe(0);
    expect(world.fetched).toHaveLength(5);
  });

  it('lets what is wrong with the platform through as it is', async () => {
    const references = { fetch: () => Promise.reject(new Error('The disk is full.')) };

    await expect(fetchReferences({ references }, [reference('a', 'https://x')], never)).rejects.toThrow(
      'disk is full',
    );
  });
});
