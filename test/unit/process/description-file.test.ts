import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defineProcess } from '#lib/process/define.ts';
import { toDescription } from '#lib/process/describe.ts';
import type { Described } from '#lib/process/described.ts';
import { readDescription } from '#lib/process/description-file.ts';
import { generateDescription, isSameModule } from '#lib/process/generate-description.ts';
import { generateDescriptions } from '#lib/process/generate-descriptions.ts';
import { toLiteral } from '#lib/process/to-literal.ts';

const yaml = `
id: uppercase
version: 1.0.0
title: Uppercase
inputs:
  input_text:
    description: A text.
    schema: { type: string, minLength: 1 }
outputs:
  output_text:
    schema: { type: string }
`;

describe('a description in a file', () => {
  test('is read from YAML and from JSON', () => {
    const read = readDescription('uppercase.yaml', yaml);

    expect(read).toMatchObject({ description: { id: 'uppercase', version: '1.0.0' } });
    expect(
      readDescription('uppercase.json', JSON.stringify('description' in read && read.description)),
    ).toEqual(read);
  });

  test.each([
    [
      'minLength: 1',
      'minLenght: 1',
      'p.yaml has a member `minLenght` in `inputs.input_text.schema` that no description has; did you mean `minLength`?',
    ],
    ['version: 1.0.0', 'version: 1.0', 'p.yaml: `version` is 1. Must be text; a number needs quotes.'],
    ['id: uppercase\n', '', 'p.yaml lacks `id`.'],
    ['    schema: { type: string }', '    title: T', 'p.yaml lacks `outputs.output_text.schema`.'],
    [
      'minLength: 1',
      'exclusiveMinimum: 0',
      'p.yaml: `inputs.input_text.schema.exclusiveMinimum` is 0. Must be true or false, beside `minimum` or `maximum`.',
    ],
    [
      '{ type: string }',
      '{ type: text }',
      'p.yaml: `outputs.output_text.schema.type` is "text". Invalid option: expected one of "array"|"boolean"|"integer"|"number"|"object"|"string".',
    ],
    [
      '{ type: string }',
      '{ $ref: other.yaml }',
      'p.yaml has a member `$ref` in `outputs.output_text.schema` that no description has.',
    ],
  ])('is refused with a sentence when %j becomes %j', (right, wrong, sentence) => {
    expect(readDescription('p.yaml', yaml.replace(right, wrong))).toEqual({ problems: [sentence] });
  });

  test('is refused with the place where it is not YAML', () => {
    expect(readDescription('p.yaml', 'id: [a')).toEqual({
      problems: [expect.stringMatching(/^p\.yaml cannot be read: .* at line 1, column 7\.$/)],
    });
    expect(readDescription('p.yaml', '')).toEqual({ problems: ['p.yaml must hold a process description.'] });
  });
});

describe('types of inputs and outputs', () => {
  test.each([
    ['{ schema: { type: integer } }', 'input_text: number;'],
    ['{ minOccurs: 0, schema: { type: number } }', 'input_text?: number;'],
    ['{ minOccurs: 0, schema: { type: number, default: 1 } }', 'input_text: number;'],
    ['{ maxOccurs: unbounded, schema: { enum: [a, b] } }', "input_text: ('a' | 'b')[];"],
    ['{ schema: { type: string, nullable: true } }', 'input_text: string | null;'],
    ['{ schema: { type: string, contentEncoding: base64 } }', 'input_text: Blob;'],
    ['{ schema: { type: array, items: { type: string } } }', 'input_text: string[];'],
    ['{ schema: { oneOf: [{ type: string }, { type: boolean }] } }', 'input_text: string | boolean;'],
    [
      '{ schema: { type: object, additionalProperties: { type: number } } }',
      'input_text: Record<string, number>;',
    ],
    ['{ schema: {} }', 'input_text: unknown;'],
    [
      '{ schema: { type: object, required: [a-b], properties: { a-b: { type: string }, c: { type: number } } } }',
      "input_text: {\n    'a-b': string;\n    c?: number;\n  };",
    ],
  ])('%s becomes %s', (input, member) => {
    const text = yaml.replace(/input_text:\n[\s\S]*?(?=outputs:)/, `input_text: ${input}\n`);

    const read = readDescription('p.yaml', text);

    expect('description' in read && generateDescription(read.description, 'p.yaml')).toContain(
      `  ${member}\n`,
    );
  });
});

describe('the generated module', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'descriptions-'));
    await writeFile(join(folder, 'uppercase.yaml'), yaml);
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is stale until it is written, and whenever the file changes', async () => {
    const stale = [
      'uppercase.description.ts is not what uppercase.yaml says: run `npm run check -- --write`.',
    ];

    expect(await generateDescriptions(folder)).toEqual(stale);
    expect(await generateDescriptions(folder, { write: true })).toEqual([]);
    expect(await generateDescriptions(folder)).toEqual([]);

    await writeFile(join(folder, 'uppercase.yaml'), yaml.replace('A text', 'Atext'));
    expect(await generateDescriptions(folder)).toEqual(stale);
  });

  test('may be formatted differently', async () => {
    await generateDescriptions(folder, { write: true });
    const file = join(folder, 'uppercase.description.ts');
    const text = await readFile(file, 'utf8');

    await writeFile(
      file,
      text
        .replaceAll("'", '"')
        .replaceAll(/,(\s*[}\]])/g, '$1')
        .replaceAll(/^ +/gm, '\t'),
    );

    expect(await generateDescriptions(folder)).toEqual([]);
  });

  test('is told of when its file is gone', async () => {
    await generateDescriptions(folder, { write: true });
    await rm(join(folder, 'uppercase.yaml'));

    expect(await generateDescriptions(folder)).toEqual([
      'uppercase.description.ts was made from a file that is no more: remove it.',
    ]);
  });

  test('holds the description as it stands in the file', async () => {
    const read = readDescription('uppercase.yaml', yaml);
    await generateDescriptions(folder, { write: true });

    const module = (await import(join(folder, 'uppercase.description.ts'))) as Record<string, unknown>;

    expect(module.description).toEqual('description' in read && read.description);
  });
});

test('a process from a file publishes what the file says, with defaults for what it leaves out', () => {
  const description: Described<{ n: number; names?: string[] }, { out: Blob }> = {
    id: 'p',
    version: '1.0.0',
    title: 'P',
    inputs: {
      n: { schema: { type: 'integer', default: 3 }, minOccurs: 0 },
      names: { schema: { type: 'string' }, minOccurs: 0, maxOccurs: 4 },
    },
    outputs: { out: { schema: { type: 'string', format: 'byte', contentMediaType: 'image/png' } } },
  };

  const process = defineProcess({ description, execute: () => ({ out: new Blob([]) }) });

  expect(toDescription(process)).toEqual({
    ...description,
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
  });
  expect(process.inputs.n?.schema.parse(undefined)).toBe(3);
  expect(process.inputs.names).toMatchObject({ many: true, kind: 'json' });
  expect(process.inputs.names?.schema.parse(undefined)).toBeUndefined();
  expect(process.outputs.out?.kind).toBe('binary');
});

describe('a value as source text', () => {
  const evaluate = (text: string): unknown => new Function(`return (${text});`)();

  test('reads as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json: unknown = JSON.parse(JSON.stringify(value));
        if (JSON.stringify(json).includes('"__proto__"')) return; // A literal would set the prototype.
        expect(evaluate(toLiteral(json))).toEqual(json);
      }),
    );
  });

  test('is the same module only when it is the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(isSameModule(toLiteral(a), toLiteral(b))).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});
