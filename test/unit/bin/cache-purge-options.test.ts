import { describe, expect, it } from 'vitest';
import { processesToPurge } from '../../../bin/cache-purge-options.ts';

const processes = [{ id: 'buffer', cache: { ttl: 1 } }, { id: 'echo' }, { id: 'bins', cache: { ttl: 1 } }];
const purge = (named: string[], all = false) => processesToPurge(named, all, processes);

describe('npm run cache:purge', () => {
  it('takes the processes that are named, or all that allow a cache', () => {
    expect(purge(['buffer'])).toEqual(['buffer']);
    expect(purge([], true)).toEqual(['buffer', 'bins']);
  });

  it.each([
    [[], false, 'Name a process, or say --all: of buffer, bins results are cached.'],
    [['buffer'], true, 'Name a process or say --all, not both.'],
    [['bufer'], false, 'There is no process bufer; did you mean buffer?'],
    [['something-else'], false, 'There is no process something-else.'],
    [['echo'], false, 'The process echo allows no cache; of buffer, bins results are cached.'],
  ])('says what is wrong with %j (--all: %s)', (named, all, sentence) => {
    expect(() => purge(named, all)).toThrow(sentence);
  });
});
