import { describe, expect, it } from 'vitest';
import { callbackSecrets } from '#lib/operations/callback-secrets.ts';
import { fakePorts } from '#test/fakes/ports.ts';

const [a = '', b = '', c = ''] = ['a', 'b', 'c'].map(
  (letter) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`,
);

function aWorld() {
  const ports = fakePorts();
  const errors: unknown[] = [];
  let asked = 0;
  const outage = { is: false };
  const read = callbackSecrets({
    clock: ports.clock,
    log: { error: (...entry) => errors.push(entry) },
    parameters: {
      read: (names) => {
        asked += 1;
        if (outage.is) return Promise.reject(new Error('Parameters are out of reach.'));
        return ports.parameters.read(names);
      },
    },
  });
  return { ...ports, read, errors, outage, asked: () => asked };
}

describe('the secrets', () => {
  it('are read once in five minutes, several with blanks or lines between them', async () => {
    const { read, store, clock } = aWorld();
    store.parameters.set('/signing', ` ${a}\n${b} `);

    expect(await read('/signing')).toEqual([a, b]);
    store.parameters.set('/signing', c);
    clock.advance(299_000);
    expect(await read('/signing')).toEqual([a, b]);
    clock.advance(1_000);
    expect(await read('/signing')).toEqual([c]);
  });

  it('are none without a name, and an error where there is nothing under it', async () => {
    const empty = aWorld();
    empty.store.parameters.set('/empty', ' ');

    expect(await aWorld().read('')).toEqual([]);
    await expect(aWorld().read('/signing')).rejects.toThrow('There is no secret in /signing,');
    await expect(empty.read('/empty')).rejects.toThrow('There is no secret in /empty,');
  });

  it('that are not to be had are asked for again after half a minute only', async () => {
    const { read, store, clock, asked } = aWorld();

    await expect(read('/signing')).rejects.toThrow('There is no secret in /signing,');
    store.parameters.set('/signing', a);
    clock.advance(29_000);
    await expect(read('/signing')).rejects.toThrow('There is no secret in /signing,');
    expect(asked()).toBe(1);
    clock.advance(1_000);
    expect(await read('/signing')).toEqual([a]);
  });

  it('that are out of reach count on as they were read last, are asked for every half minute, and logged', async () => {
    const { read, store, clock, outage, errors, asked } = aWorld();
    store.parameters.set('/signing', a);
    await read('/signing');
    outage.is = true;
    clock.advance(300_000);

    expect(await read('/signing')).toEqual([a]);
    clock.advance(29_000);
    expect(await read('/signing')).toEqual([a]);
    expect(asked()).toBe(2);
    expect(errors).toEqual([
      ['Secret not renewed', { parameter: '/signing', error: new Error('Parameters are out of reach.') }],
    ]);
    outage.is = false;
    store.parameters.set('/signing', b);
    clock.advance(1_000);
    expect(await read('/signing')).toEqual([b]);
  });

  it('that are out of reach are an error where none was read before, or the last was taken away', async () => {
    const { read, store, clock, outage } = aWorld();
    outage.is = true;
    await expect(read('/signing')).rejects.toThrow('Parameters are out of reach.');

    outage.is = false;
    store.parameters.set('/signing', a);
    clock.advance(30_000);
    expect(await read('/signing')).toEqual([a]);

    store.parameters.delete('/signing');
    clock.advance(300_000);
    await expect(read('/signing')).rejects.toThrow('There is no secret in /signing,');
    outage.is = true;
    clock.advance(30_000);
    await expect(read('/signing')).rejects.toThrow('Parameters are out of reach.');
  });

  it('that are malformed are left out beside good ones, and logged by their places', async () => {
    const { read, store, errors } = aWorld();
    store.parameters.set('/signing', `hunter2 ${a} whsec_c2hvcnQ=`);

    expect(await read('/signing')).toEqual([a]);
    expect(errors).toEqual([
      ['Secret left out', expect.objectContaining({ parameter: '/signing', places: [1, 3] })],
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/hunter2|c2hvcnQ/);
  });

  it('that are all malformed are an error, which keeps them to itself', async () => {
    const { read, store } = aWorld();
    store.parameters.set('/signing', 'hunter2');

    const error = await read('/signing').catch(String);
    expect(error).toContain('is not whsec_ and the base64 of 24 to 64 random bytes.');
    expect(error).not.toContain('hunter2');
  });
});
