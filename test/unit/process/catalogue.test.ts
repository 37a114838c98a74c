import { expect, test } from 'vitest';
import * as z from 'zod';
import { buildCatalogue } from '#lib/process/build-catalogue.ts';
import { defineProcess } from '#lib/process/define.ts';

const head = {
  version: '1.0.0',
  title: 'T',
  inputs: { number: z.number().min(0) },
  outputs: { double: z.number() },
  execute: () => ({ double: 2 }),
};
const b = defineProcess({ ...head, id: 'b', keywords: ['k'], cache: { ttl: { days: 1, hours: 2 } } });
const a = defineProcess({ ...head, id: 'a', cache: true });
const c = defineProcess({ ...head, id: 'c', examples: [{ title: 'One', inputs: { number: 1 } }] });

const catalogue = buildCatalogue(
  [b, a, c],
  (descriptions) => ({ openapi: '3.0.3', ids: descriptions.map(({ id }) => id) }),
  { cacheTtl: 60 },
);

test('processes stand in order of id, with how long their results are cached', () => {
  expect(catalogue.processes.map(({ summary, cacheTtl }) => [summary.id, cacheTtl])).toEqual([
    ['a', 60],
    ['b', 26 * 3600],
    ['c', undefined],
  ]);
});

test('a summary is the description without inputs, outputs and examples', async () => {
  const { inputs, outputs, ...summary } = (await catalogue.description('b')) ?? {};

  expect(catalogue.processes[1]?.summary).toEqual(summary);
  expect(summary).toEqual({
    id: 'b',
    version: '1.0.0',
    title: 'T',
    keywords: ['k'],
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
  });
  expect(inputs).toEqual({ number: { schema: { type: 'number', minimum: 0 } } });
  expect(outputs).toEqual({ double: { schema: { type: 'number' } } });
  expect((await catalogue.description('c'))?.examples).toEqual([{ title: 'One', inputs: { number: 1 } }]);
});

test('a description is plain JSON', async () => {
  const description = await catalogue.description('b');

  expect(JSON.parse(JSON.stringify(description))).toStrictEqual(description);
});

test('validators check by the published schemas', async () => {
  const validators = await catalogue.validators('a');

  expect(validators?.inputs.number?.(1)).toBe(true);
  expect(validators?.inputs.number?.(-1)).toBe(false);
  expect(validators?.outputs.double?.('2')).toBe(false);
  expect(await catalogue.validators('a')).toBe(validators);
});

test('what is not there is absent', async () => {
  expect(await catalogue.description('none')).toBeUndefined();
  expect(await catalogue.validators('constructor')).toBeUndefined();
});

test('the API definition is made of all descriptions', async () => {
  expect(await catalogue.apiDefinition()).toEqual({ openapi: '3.0.3', ids: ['a', 'b', 'c'] });
});
