import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { binary } from '#lib/process/binary.ts';
import { checkProcesses } from '#lib/process/check.ts';
import { defineProcess } from '#lib/process/define.ts';
import { many } from '#lib/process/many.ts';
import type { Process } from '#lib/process/process.ts';

const good = {
  id: 'good',
  version: '1.0.0',
  title: 'Good',
  inputs: { number: z.number().min(0).default(1) },
  outputs: { double: z.number() },
  execute: () => ({ double: 2 }),
};

const check = (...processes: readonly Process[]) => checkProcesses(processes, { stage: 'dev', samples });

let samples: string;
beforeAll(async () => {
  samples = await mkdtemp(join(tmpdir(), 'samples-'));
  await writeFile(join(samples, 'number.json'), '7');
  await writeFile(join(samples, 'negative.json'), '-7');
  await writeFile(join(samples, 'text.txt'), 'seven');
});
afterAll(() => rm(samples, { recursive: true }));

const grant = { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::my-data/*'] };

test('a good definition gives no sentence', async () => {
  expect(await check(defineProcess(good))).toEqual([]);
  expect(
    await check(
      defineProcess({
        ...good,
        environment: {
          MODE: 'fast',
          TOKEN: { secret: 'maps/token', field: 'token' },
          KEY: { parameter: '/maps/key' },
        },
        grants: [
          grant,
          {
            actions: ['dynamodb:GetItem'],
            resources: ['arn:aws:dynamodb:eu-central-1:123456789012:table/t'],
          },
        ],
      }),
    ),
  ).toEqual([]);
});

test.each(['arn:aws:s3:::*/*', 'arn:aws:s3:::?*', 'arn:aws:s3:::**', 'arn:aws:apigateway:eu-west-1::/*'])(
  "a resource may not begin with a wildcard, which would be everybody's: %s",
  async (resource) => {
    const grants = [{ actions: ['s3:GetObject'], resources: [resource] }];

    expect(await check(defineProcess({ ...good, grants }))).toEqual([
      `Process good: \`grants[0].resources\` names "${resource}". Name ARNs of what is needed, such as arn:aws:s3:::my-data/*.`,
    ]);
  },
);

describe('wrong names, numbers and modes', () => {
  test.each<[object, string]>([
    [
      { id: 'Good_one' },
      'Process Good_one: `id` is "Good_one". It must be lower-case letters and digits, with single hyphens between them.',
    ],
    [
      { retry: { attempts: 11 } },
      'Process good: `retry.attempts` is 11. It must be a whole number from 1 to 10.',
    ],
    [
      { retry: { backoff: 0.5 } },
      'Process good: `retry.backoff` is 0.5. It must be a whole number from 1 to 900 seconds.',
    ],
    [
      { retry: { on: [''] } },
      'Process good: `retry.on` has an empty name. Names are those of errors, such as TimeoutError.',
    ],
    [
      { retry: { attempts: 2 }, jobControlOptions: ['sync-execute'], resources: { timeout: { hard: 20 } } },
      'Process good: `retry` is for jobs, and `jobControlOptions` has no `async-execute`. Add it, or leave `retry` out.',
    ],
    [{ version: '' }, 'Process good: `version` is empty. Name one, such as 1.0.0.'],
    [{ title: ' ' }, 'Process good: `title` is empty. Say in a few words what the process does.'],
    [{ outputs: {} }, 'Process good: `outputs` is empty. A process must have at least one output.'],
    [
      { inputs: { constructor: z.string() } },
      'Process good: An input may not be called `constructor`. Rename it.',
    ],
    [
      { outputs: { 'a/b': z.string() } },
      'Process good: The output `a/b` must be named by letters, digits, `_`, `.` and `-`, a letter first, 100 characters at most.',
    ],
    [
      { jobControlOptions: ['dismiss'] },
      'Process good: `jobControlOptions` must have `sync-execute`, `async-execute` or both.',
    ],
    [
      { jobControlOptions: ['sync-execute'] },
      'Process good: `resources.timeout.hard` is 870. A process with `sync-execute` only has 25 seconds: lower it, or add `async-execute`.',
    ],
    [
      { outputTransmission: [] },
      'Process good: `outputTransmission` must have `value`, `reference` or both.',
    ],
    [
      { cache: { ttl: { seconds: 0 } } },
      'Process good: `cache.ttl` is 0 seconds. It must be a whole number of seconds, at least 1.',
    ],
    [
      { resources: { memory: 64 } },
      'Process good: `resources.memory` is 64. Lambda can keep 128 to 10240 megabytes, in whole numbers.',
    ],
    [
      { resources: { timeout: { hard: 900 } } },
      'Process good: `resources.timeout.hard` is 900. Lambda can keep 1 to 870 seconds, in whole numbers.',
    ],
    [
      { resources: { timeout: { soft: 60, hard: 30 } } },
      'Process good: `resources.timeout.soft` is 60, which is above `hard`, 30. Lower it.',
    ],
    [
      { resources: { concurrency: 1 } },
      'Process good: `resources.concurrency` is 1. Lambda can keep 2 to 1000 jobs at once, in whole numbers.',
    ],
    [
      { environment: { AWS_REGION: 'x' } },
      "Process good: The variable `AWS_REGION` of `environment` must be named by letters, digits and `_`, a letter first, not `AWS_…` or `LAMBDA_…`, which are Lambda's own.",
    ],
    [
      { environment: { KEY: { parameter: 'maps key' } } },
      'Process good: The variable `KEY` of `environment` names the parameter "maps key". Name one of your own, such as /maps/key.',
    ],
    [
      { environment: { KEY: { parameter: '/aws/reference/secretsmanager/x' } } },
      'Process good: The variable `KEY` of `environment` names the parameter "/aws/reference/secretsmanager/x". Name one of your own, such as /maps/key.',
    ],
    [
      {
        environment: {
          TOKEN: { secret: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:maps-a1B2c3' },
        },
      },
      'Process good: The variable `TOKEN` of `environment` names the secret "arn:aws:secretsmanager:eu-central-1:123456789012:secret:maps-a1B2c3". Give its name alone, such as maps/token: only secrets of the account and region that this is deployed to can be read.',
    ],
    [
      { environment: { TOKEN: { secret: 'maps', parameter: '/maps' } } },
      'Process good: The variable `TOKEN` of `environment` must be text, `{ secret }`, `{ secret, field }` or `{ parameter }`.',
    ],
    [
      { grants: [{ actions: ['s3:*'], resources: ['arn:aws:s3:::my-data/*'] }] },
      'Process good: `grants[0].actions` names "s3:*". Name single actions with their service, such as s3:GetObject.',
    ],
    [
      { grants: [{ actions: ['GetObject'], resources: ['arn:aws:s3:::my-data/*'] }] },
      'Process good: `grants[0].actions` names "GetObject". Name single actions with their service, such as s3:GetObject.',
    ],
    [
      { grants: [{ actions: ['s3:GetObject'], resources: ['*'] }] },
      'Process good: `grants[0].resources` names "*". Name ARNs of what is needed, such as arn:aws:s3:::my-data/*.',
    ],
    [
      { grants: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::*'] }] },
      'Process good: `grants[0].resources` names "arn:aws:s3:::*". Name ARNs of what is needed, such as arn:aws:s3:::my-data/*.',
    ],
    [
      { grants: [{ actions: ['s3:GetObject'], resources: ['my-data'] }] },
      'Process good: `grants[0].resources` names "my-data". Name ARNs of what is needed, such as arn:aws:s3:::my-data/*.',
    ],
    [
      { grants: [{ ...grant, effect: 'Deny' }] },
      'Process good: `grants[0]` has a member `effect`; it has `actions` and `resources` only. Remove it.',
    ],
    [
      { grants: [{ actions: [], resources: ['arn:aws:s3:::my-data/*'] }] },
      'Process good: `grants[0].actions` is empty. Name an action.',
    ],
    [
      { grants: Array.from({ length: 11 }, () => grant) },
      'Process good: `grants` has 11 statements, and may have 10. Join some.',
    ],
  ])('%j', async (wrong, sentence) => {
    expect(await check(defineProcess({ ...good, ...wrong }))).toEqual([sentence]);
  });

  test.each<[object, string]>([
    [{ version: undefined }, 'Process good: `version` is missing. Add it.'],
    [
      { keywords: 'vector' },
      'Process good: `keywords` is not what it must be (expected array, received string). Change it.',
    ],
    [
      { jobControlOptions: ['sync'] },
      'Process good: `jobControlOptions.0` is not what it must be (expected one of "sync-execute"|"async-execute"|"dismiss"). Change it.',
    ],
    [
      { resources: { memory: '512' } },
      'Process good: `resources.memory` is not what it must be (expected number, received string). Change it.',
    ],
  ])('what a type check would have found: %j', async (wrong, sentence) => {
    expect(await check(defineProcess({ ...good, ...wrong }))).toEqual([sentence]);
  });

  test('a name that Lambda has no room for', async () => {
    const id = 'a'.repeat(53);

    expect(await check(defineProcess({ ...good, id }))).toEqual([
      `Process ${id}: \`id\` is too long: its function would be named dev-process-${id}, and Lambda's names have 64 characters at most. Shorten it by 1.`,
    ]);
    expect(await check(defineProcess({ ...good, id: id.slice(1) }))).toEqual([]);
  });

  test('two processes with one id', async () => {
    expect(await check(defineProcess(good), defineProcess(good))).toEqual([
      'There are several processes with the id good: give each its own.',
    ]);
  });
});

describe('schemas that cannot be published or checked against', () => {
  test.each<[string, z.ZodType, RegExp]>([
    ['a date', z.date(), /^Process good: input `x`: Date cannot be represented in JSON Schema: write/],
    [
      'a default that does not fit',
      z.int().min(5).default(3),
      /^Process good: input `x`: The default, 3, does not fit/,
    ],
    [
      'a pattern that is not one',
      z.string().regex(/[\w-.]/),
      /^Process good: input `x`: The schema cannot be checked against \(Invalid regular expression/,
    ],
    [
      'a pattern that runs away',
      z.array(z.object({ name: z.string().regex(/^(a+)+$/) })),
      /^Process good: input `x`: Some texts would take the pattern \^\(a\+\)\+\$ minutes\. Begin it with/,
    ],
    [
      'items that are compared in pairs',
      z.array(z.object({})).max(1001).meta({ uniqueItems: true }),
      /^Process good: input `x`: `uniqueItems` would compare every item with every other\. Allow at most 1000/,
    ],
    [
      'more values than it takes',
      many(z.string(), { min: 3, max: 2 }),
      /It takes at least 3 values and at most 2\./,
    ],
    ['a keyword out of place', z.string().meta({ exclusiveMinimum: 3 }), /cannot be checked against/],
  ])('%s', async (_, x, sentence) => {
    expect(await check(defineProcess({ ...good, inputs: { x } }))).toEqual([expect.stringMatching(sentence)]);
  });

  test.each([
    z.string().endsWith('.tif'),
    z.array(z.string()).meta({ uniqueItems: true }),
    z.array(z.object({})).max(1000).meta({ uniqueItems: true }),
  ])('but not what can be checked in time', async (x) => {
    expect(await check(defineProcess({ ...good, inputs: { x } }))).toEqual([]);
  });

  test('an output is named too', async () => {
    const outputs = { at: z.date() };

    expect(await check(defineProcess({ ...good, outputs, execute: () => ({ at: new Date() }) }))).toEqual([
      expect.stringMatching(/^Process good: output `at`: Date cannot/),
    ]);
  });
});

describe('examples', () => {
  const inputs = {
    number: z
      .number()
      .min(0)
      .refine((value) => value !== 13, 'Must not be 13.'),
    files: many(
      binary({ mediaTypes: ['image/png'] }).refine(({ size }) => size < 7, 'Must be small'),
    ).optional(),
    text: z.string().optional(),
  };
  const withExample = (example: Readonly<Record<string, unknown>>) =>
    check(defineProcess({ ...good, inputs, examples: [{ title: 'One', inputs: example }] }));

  test.each<[Readonly<Record<string, unknown>>]>([
    [{ number: 1 }],
    [{ number: { value: 1 } }],
    [{ number: 'sample:number.json', text: 'sample:text.txt', files: ['sample:text.txt', 'c2V2ZW4='] }],
    [{ number: { href: 'https://example.org/number.json' } }],
  ])('%j is good', async (example) => {
    expect(await withExample(example)).toEqual([]);
  });

  test.each<[Readonly<Record<string, unknown>>, string[]]>([
    [{ number: -1 }, ['/inputs/number is -1. Must be at least 0.']],
    [{}, ['/inputs/number The input `number` is required.']],
    [{ number: 1, texts: 'a' }, ['/inputs/texts There is no input `texts`; did you mean `text`?']],
    [{ number: 13 }, ['/inputs/number is 13. Must not be 13.']],
    [{ number: 'sample:number.json', files: ['bXVjaCB0b28gYmln'] }, ['/inputs/files/0 Must be small.']],
    [{ number: 'sample:negative.json' }, ['/inputs/number is -7. Must be at least 0.']],
    [
      { number: 'sample:text.txt' },
      [
        '/inputs/number The file that /inputs/number refers to is not JSON: unexpected `seven` at line 1, column 1.',
      ],
    ],
  ])('%j is not', async (example, sentences) => {
    expect(await withExample(example)).toEqual(
      sentences.map((sentence) => `Process good: example “One”: ${sentence}`),
    );
  });

  test('a sample that is not there is named', async () => {
    expect(await withExample({ number: 'sample:none.json' })).toEqual([
      `Process good: example “One”: There is no file none.json in ${samples}.`,
    ]);
  });
});
