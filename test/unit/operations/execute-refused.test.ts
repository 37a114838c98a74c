import { describe, expect, it } from 'vitest';
import { aServer, ask, respondAsync, shouting } from './server-fixtures.ts';
import { holdTime } from './worker-fixtures.ts';

holdTime();

describe('execute: what is wrong is said before any job exists', () => {
  it('/req/core/process-exception/no-such-process', async () => {
    const asked = ask(aServer(shouting), { processID: 'sing' });

    await expect(asked).rejects.toMatchObject({
      code: 'no-such-process',
      status: 404,
      message: 'There is no process sing.',
    });
  });

  it('and which process was probably meant', async () => {
    await expect(ask(aServer(shouting), { processID: 'shuot' })).rejects.toMatchObject({
      message: 'There is no process shuot; did you mean shout?',
    });
  });

  it('S12: /req/core/process-execute-input-validation lists all problems, of inputs and outputs', async () => {
    const server = aServer(shouting);
    const body = { inputs: { text: 7, txt: 1 }, outputs: { sound: {} } };

    const asked = ask(server, { body, headers: respondAsync });

    await expect(asked).rejects.toMatchObject({
      code: 'invalid-parameter',
      status: 400,
      problems: [{ path: '/inputs/txt' }, { path: '/inputs/text' }, { path: '/outputs/sound' }],
    });
    expect(server.store.jobs.size).toBe(0);
    expect(server.store.invocations).toEqual([]);
  });

  it('lists them too where a member of the body is no such thing at all', async () => {
    const body = { inputs: { text: 7 }, outputs: 3, response: 'doc', subscriber: 3 };

    await expect(ask(aServer(shouting), { body })).rejects.toMatchObject({
      problems: [
        { path: '/inputs/text' },
        { path: '/outputs' },
        { path: '/response' },
        { path: '/subscriber' },
      ],
    });
  });

  it('says of inputs that are no object nothing else', async () => {
    await expect(ask(aServer(shouting), { body: { inputs: [7] } })).rejects.toMatchObject({
      message: '/inputs is [7]. Must be an object.',
    });
  });

  it('S12: a required input that is missing is a 400, synchronously too', async () => {
    await expect(ask(aServer(shouting), { body: { inputs: undefined } })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('a body that is too large is a 413', async () => {
    const asked = ask(aServer(shouting), { body: { inputs: { text: 'x'.repeat(1000) } } });

    await expect(asked).rejects.toMatchObject({
      status: 413,
      message: expect.stringContaining('may have 1000'),
    });
  });

  it('a single raw output is not acceptable in a format that is not on offer', async () => {
    await expect(ask(aServer(shouting), { headers: { accept: 'image/tiff' } })).rejects.toMatchObject({
      status: 406,
    });
  });
});
