import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localParameters, withoutCallbackSecret, withoutValue } from '#lib/process/local-parameters.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parameters-'));
  await writeFile(join(folder, 'values.json'), '{"maps":{"token":"hunter2"},"/maps/key":"abc"}');
  await writeFile(join(folder, 'list.json'), '[1]');
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const greet = {
  id: 'greet',
  environment: {
    MODE: 'fast',
    TOKEN: { secret: 'maps', field: 'token' },
    OTHER: { secret: 'other' },
    KEY: { parameter: '/maps/key' },
  },
};

it('values stand in a file, secrets by their own names, as text or as JSON', async () => {
  const names = ['/aws/reference/secretsmanager/maps', '/maps/key', '/none'];

  expect(await localParameters(file('values.json')).read(names)).toEqual({
    '/aws/reference/secretsmanager/maps': '{"token":"hunter2"}',
    '/maps/key': 'abc',
  });
});

it('a variable without a value is named, with its process and the file', async () => {
  expect(await withoutValue([greet], file('values.json'))).toEqual([
    'Process greet: the variable OTHER has no value: add "other" to .parameters.json.',
  ]);
  expect(await withoutValue([greet], file('no such file'))).toHaveLength(3);
});

it('the secret of callbacks is named as people name it, where it has no value', async () => {
  expect(await withoutCallbackSecret('callbacks2', file('values.json'))).toEqual([
    'The setting callbackSecret: callbacks2 has no value, and no callback is sent without: add "callbacks2" to .parameters.json.',
  ]);
  expect(await withoutCallbackSecret('/maps/key', file('values.json'))).toEqual([]);
  expect(await withoutCallbackSecret('', file('no such file'))).toEqual([]);
});

it('a file that holds something else is refused with a sentence', async () => {
  await expect(localParameters(file('list.json')).read(['/maps/key'])).rejects.toThrow(
    `${file('list.json')} is not what it must be: write a JSON object with a value for each name.`,
  );
});
