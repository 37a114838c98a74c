import { describe, expect, it } from 'vitest';
import { variablesReader } from '#lib/operations/read-variables.ts';
import type { Variables } from '#lib/process/variables.ts';
import { fakePorts } from '#test/fakes/ports.ts';

const variables: Variables = {
  MODE: 'fast',
  TOKEN: { secret: 'maps', field: 'token' },
  LIMITS: { secret: 'maps', field: 'limits' },
  KEY: { parameter: '/maps/key' },
};

function place(values: Readonly<Record<string, string>>) {
  const fakes = fakePorts();
  const logged: unknown[] = [];
  for (const [name, value] of Object.entries(values)) fakes.store.parameters.set(name, value);
  const asked: string[][] = [];
  const { parameters } = fakes;
  return {
    ...fakes,
    asked,
    logged,
    log: { error: (_: string, facts?: object) => void logged.push(facts) },
    parameters: {
      read(names: readonly string[]) {
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

  it.each<[Readonly<Record<string, string>>, ...(readonly [variable: string, reason: string])[]]>([
    [{ maps: kept.maps }, ['KEY', 'There is no parameter /maps/key.']],
    [{ '/maps/key': 'abc' }, ['TOKEN', 'There is no secret maps.'], ['LIMITS', 'There is no secret maps.']],
    [
      { ...kept, maps: '{"other":"hunter2"}' },
      ['TOKEN', 'The secret maps is no JSON object with the field token.'],
      ['LIMITS', 'The secret maps is no JSON object with the field limits.'],
    ],
    [
      { ...kept, maps: 'hunter2' },
      ['TOKEN', 'The secret maps is no JSON object with the field token.'],
      ['LIMITS', 'The secret maps is no JSON object with the field limits.'],
    ],
  ])('%j: what is lacking is logged, and no client hears what it is called', async (values, ...lacking) => {
    const world = place(values);

    await expect(variablesReader(world, 'greet', variables)()).rejects.toThrow(
      expect.objectContaining({
        code: 'job-failed',
        message:
          'The process greet is not set up completely: whoever runs it finds in its log what it lacks.',
      }),
    );
    expect(world.logged).toEqual(
      lacking.map(([variable, reason]) => ({ processID: 'greet', variable, reason })),
    );
  });

  it('are asked for again after one was missing', async () => {
    const world = place({});
    const read = variablesReader(world, 'greet', { KEY: { parameter: '/maps/key' } });

    await expect(read()).rejects.toThrow('is not set up completely');
    world.store.parameters.set('/maps/key', 'abc');
    expect(await read()).toEqual({ KEY: 'abc' });
  });
});
