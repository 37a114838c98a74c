import { describe, expect, it } from 'vitest';
import { variablesReader } from '#lib/operations/read-variables.ts';
import type { Variables } from '#lib/process/variables.ts';
import { type Fakes, fakePorts } from '#test/fakes/ports.ts';

const variables: Variables = {
  MODE: 'fast',
  TOKEN: { secret: 'maps', field: 'token' },
  LIMITS: { secret: 'maps', field: 'limits' },
  KEY: { parameter: '/maps/key' },
};

function place(values: Readonly<Record<string, string>>): Fakes & { readonly asked: string[][] } {
  const fakes = fakePorts();
  for (const [name, value] of Object.entries(values)) fakes.store.parameters.set(name, value);
  const asked: string[][] = [];
  const { parameters } = fakes;
  return {
    ...fakes,
    asked,
    parameters: {
      read(names) {
        asked.push([...names]);
        return parameters.read(names);
      },
    },
  };
}

const kept = { maps: '{"token":"hunter2","limits":{"day":7}}', '/maps/key': 'abc' };

describe('the variables of a process', () => {
  it('are read by name: literals as they are, secrets whole or by field, parameters', async () => {
    const world = place(kept);

    expect(await variablesReader(world, 'greet', { ...variables, ALL: { secret: 'maps' } })()).toEqual({
      MODE: 'fast',
      TOKEN: 'hunter2',
      LIMITS: '{"day":7}',
      KEY: 'abc',
      ALL: kept.maps,
    });
  });

  it('are asked for once in five minutes, each name once', async () => {
    const world = place(kept);
    const read = variablesReader(world, 'greet', variables);

    await read();
    world.clock.advance(299_999);
    await read();
    expect(world.asked).toEqual([['/aws/reference/secretsmanager/maps', '/maps/key']]);

    world.store.parameters.set('/maps/key', 'new');
    world.clock.advance(1);
    expect(await read()).toMatchObject({ KEY: 'new' });
  });

  it.each<[Readonly<Record<string, string>>, string]>([
    [
      { maps: kept.maps },
      'The process greet has no value for its variable KEY: there is no parameter /maps/key.',
    ],
    [
      { '/maps/key': 'abc' },
      'The process greet has no value for its variable TOKEN: there is no secret maps.',
    ],
    [
      { ...kept, maps: 'hunter2' },
      'The process greet has no value for its variable TOKEN: the secret maps is no JSON object with the field token.',
    ],
    [
      { ...kept, maps: '{"other":"hunter2"}' },
      'The process greet has no value for its variable TOKEN: the secret maps is no JSON object with the field token.',
    ],
  ])('%j: one without a value is named, and no value is', async (values, sentence) => {
    await expect(variablesReader(place(values), 'greet', variables)()).rejects.toThrow(
      expect.objectContaining({ code: 'job-failed', message: sentence }),
    );
  });

  it('are asked for again after one was missing', async () => {
    const world = place({});
    const read = variablesReader(world, 'greet', { KEY: { parameter: '/maps/key' } });

    await expect(read()).rejects.toThrow('there is no parameter /maps/key');
    world.store.parameters.set('/maps/key', 'abc');
    expect(await read()).toEqual({ KEY: 'abc' });
  });
});
