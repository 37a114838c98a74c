import { describe, expect, it, vi } from 'vitest';
import { keepRunning, type StandIn } from '#localstack/stand-in.ts';

/** A stand-in that dies when it is told to; `starts` are the ports that it was started at. */
function mortal(refusals: readonly string[] = []) {
  const starts: (number | undefined)[] = [];
  const refused = [...refusals];
  let die = () => {};
  const start = async (port?: number): Promise<StandIn> => {
    starts.push(port);
    const sentence = starts.length > 1 ? refused.shift() : undefined;
    if (sentence !== undefined) throw new Error(sentence);
    const gone = Promise.withResolvers<void>();
    die = gone.resolve;
    return { endpoint: 'http://127.0.0.1:7', gone: gone.promise, stop: async () => gone.resolve() };
  };
  return { starts, start, die: () => die() };
}

describe('a stand-in that is kept running', () => {
  it('is started again at the same port when it dies, and says so', async () => {
    const { starts, start, die } = mortal();
    const said: string[] = [];
    const kept = await keepRunning('DynamoDB', start, (sentence) => said.push(sentence));

    die();
    await vi.waitFor(() => expect(starts).toEqual([undefined, 7]));
    die();
    await vi.waitFor(() => expect(starts).toEqual([undefined, 7, 7]));
    await kept.stop();

    expect(said).toEqual(Array(2).fill('The stand-in for DynamoDB died and is started again.'));
  });

  it('stays away once it was stopped', async () => {
    const { starts, start } = mortal();
    const said: string[] = [];
    const kept = await keepRunning('DynamoDB', start, (sentence) => said.push(sentence));

    await kept.stop();

    expect(starts).toEqual([undefined]);
    expect(said).toEqual([]);
  });

  it('is tried a few times, as its port may not be free yet', async () => {
    const { starts, start, die } = mortal(['In use.', 'In use.']);
    const kept = await keepRunning('DynamoDB', start, () => {});

    die();
    await vi.waitFor(() => expect(starts).toHaveLength(4), { timeout: 5000 });
    await kept.stop();
  });

  it('is given up with a sentence when it cannot be started any more', async () => {
    const { start, die } = mortal(Array(9).fill('The data cannot be read.'));
    const said: string[] = [];
    const kept = await keepRunning('DynamoDB', start, (sentence) => said.push(sentence));

    die();
    await vi.waitFor(() => expect(said).toHaveLength(2), { timeout: 5000 });
    await kept.stop();

    expect(said[1]).toBe(
      'The stand-in for DynamoDB cannot be started again, so stop this and start it anew. The data cannot be read.',
    );
  });

  it('rejects where it cannot be started at first', async () => {
    const start = () => Promise.reject(new Error('There is no executable.'));

    await expect(keepRunning('DynamoDB', start)).rejects.toThrow('There is no executable.');
  });
});
