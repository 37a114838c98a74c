import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Which no author would choose. */
const id = 'made-by-a-test';

/** A project of its own: the processes are copies, everything else is what stands here. */
let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'project-'));
  for (const name of ['processes', 'package.json', 'vitest.config.ts', 'biome.json', 'cdk.json']) {
    await cp(name, join(project, name), { recursive: true });
  }
  const tsconfig = JSON.parse(await readFile('tsconfig.json', 'utf8')) as object;
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({ ...tsconfig, include: ['processes', 'test'] }),
  );
  await cp('test/unit/processes/context.ts', join(project, 'test/unit/processes/context.ts'));
  for (const name of ['bin', 'lib', 'samples', 'node_modules']) {
    await symlink(resolve(name), join(project, name));
  }
});
afterAll(() => rm(project, { recursive: true }));

async function run(script: string, args: readonly string[], { input = '' } = {}) {
  const child = spawn(process.execPath, [script, ...args], { cwd: project, env: { PATH: process.env.PATH } });
  child.stdin.end(input);
  const [out, error, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ]);
  return { out, lines: error.trimEnd().split('\n'), code };
}

describe('npm run new', () => {
  test('gives a process that passes every check, runs, and has a test that passes', async () => {
    const made = await run('bin/new.ts', [id]);

    expect(made).toMatchObject({ code: 0, lines: [''] });
    const index = await readFile(join(project, 'processes/index.ts'), 'utf8');
    const listed = index.split('\n').filter((line) => line.startsWith('export'));
    expect(listed).toContain("export { madeByATest } from './made-by-a-test.ts';");
    expect(listed).toEqual(listed.toSorted());

    expect(await run('bin/check.ts', [])).toEqual({ code: 0, out: '', lines: [''] });
    expect(await run('node_modules/typescript/bin/tsc', ['--noEmit'])).toMatchObject({ code: 0, out: '' });
    const written = [
      'processes/made-by-a-test.ts',
      'test/unit/processes/made-by-a-test.test.ts',
      'processes/index.ts',
    ];
    expect(
      await run('node_modules/@biomejs/biome/bin/biome', ['check', '--vcs-enabled=false', ...written]),
    ).toMatchObject({
      code: 0,
    });
    const executed = await run('bin/execute.ts', [id, '-'], { input: '{"name": "Ada"}' });
    expect(executed).toMatchObject({ code: 0, lines: ['50 % Finding words.'] });
    expect(JSON.parse(executed.out)).toEqual({ greeting: 'Hello, Ada!' });
    const tested = await run('node_modules/vitest/vitest.mjs', ['run', '--project', 'unit', id]);
    expect(tested).toMatchObject({ code: 0, out: expect.stringMatching(/1 passed/) });
  });

  test.each([
    [[], 'Name the new process: npm run new -- river-width'],
    [
      ['River'],
      'River cannot be the id of a process: take lower-case letters and digits, with single hyphens between them, at most 35 in all.',
    ],
    [
      ['../evil'],
      '../evil cannot be the id of a process: take lower-case letters and digits, with single hyphens between them, at most 35 in all.',
    ],
    [['buffer'], 'There is a process buffer already: take another id.'],
    [['degrees'], 'There is a file processes/degrees.ts already: take another id.'],
  ])('refuses %j with a sentence', async (args, sentence) => {
    expect(await run('bin/new.ts', args)).toEqual({ code: 1, out: '', lines: [sentence] });
  });
});

describe('npm run check', () => {
  test('names every problem in a sentence', async () => {
    const file = join(project, 'processes/echo.ts');
    const echo = await readFile(file, 'utf8');
    await writeFile(
      file,
      echo.replace("stringInput: 'Hello', pause: 5", 'pause: -5').replace('memory: 256', 'memory: 64'),
    );
    await writeFile(join(project, 'processes/lost.ts'), 'export const lost = defineProcess({});\n');
    await writeFile(join(project, 'processes/bad.yaml'), 'id: bad\n');

    const checked = await run('bin/check.ts', []);

    await writeFile(file, echo);
    await rm(join(project, 'processes/lost.ts'));
    await rm(join(project, 'processes/bad.yaml'));
    expect(checked.code).toBe(1);
    expect(checked.lines).toEqual([
      'bad.yaml lacks `version`.',
      'bad.yaml lacks `title`.',
      'bad.yaml lacks `inputs`.',
      'bad.yaml lacks `outputs`.',
      'processes/lost.ts defines a process that processes/index.ts does not list: add its line there.',
      'Process echo: `resources.memory` is 64. Lambda can keep 128 to 10240 megabytes, in whole numbers.',
    ]);
  });

  test('says when what is generated is stale, and renews it', async () => {
    const file = join(project, 'processes/uppercase.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(file, yaml.replace('maxLength: 1000', 'maxLength: 900'));

    const stale = await run('bin/check.ts', []);
    const renewed = await run('bin/check.ts', ['--write']);

    expect(stale).toMatchObject({
      code: 1,
      lines: ['uppercase.description.ts is not what uppercase.yaml says: run `npm run check -- --write`.'],
    });
    expect(renewed).toMatchObject({ code: 0 });
    expect(await readFile(join(project, 'processes/uppercase.description.ts'), 'utf8')).toContain(
      'maxLength: 900',
    );
  });

  test('says when the list of processes cannot be loaded', async () => {
    const file = join(project, 'processes/index.ts');
    const index = await readFile(file, 'utf8');
    await writeFile(file, `${index}export { none } from './none.ts';\n`);

    const { code, lines } = await run('bin/check.ts', []);

    await writeFile(file, index);
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^processes\/index\.ts cannot be loaded: Cannot find module .*none\.ts/),
    ]);
  });

  test.each([
    ['a mistake in its syntax', 'export const broken = ;'],
    ['an error', "export const broken = undefined; throw new Error('No luck.');"],
  ])('names the line of a module that cannot be loaded for %s', async (_, line) => {
    const file = join(project, 'processes/index.ts');
    const index = await readFile(file, 'utf8');
    await writeFile(join(project, 'processes/broken.ts'), `\n${line}\n`);
    await writeFile(file, `${index}export { broken } from './broken.ts';\n`);

    const { code, lines } = await run('bin/check.ts', []);

    await writeFile(file, index);
    await rm(join(project, 'processes/broken.ts'));
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^processes\/index\.ts cannot be loaded: .* \(processes\/broken\.ts:2\)\.$/),
    ]);
  });
});

describe('npm run execute', () => {
  test('prints the results document, and progress beside it', async () => {
    const input = JSON.stringify({ points: 'sample:earthquakes.geojson', resolution: 0 });

    const { code, out, lines } = await run('bin/execute.ts', ['hexagon-bins', '-'], { input });

    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^\d+ % /);
    const { features } = JSON.parse(out).bins.value as { features: { properties: { count: number } }[] };
    expect(features.reduce((sum, { properties }) => sum + properties.count, 0)).toBe(1707);
  });

  test('takes the body of an execute request from a file, with references to files', async () => {
    const body = {
      inputs: { points: { href: 'earthquakes.geojson' }, resolution: 0 },
      outputs: { bins: { transmissionMode: 'value' } },
    };
    await writeFile(join(project, 'body.json'), JSON.stringify(body));

    const { code, out } = await run('bin/execute.ts', ['hexagon-bins', 'body.json']);

    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual(['bins']);
  });

  test.each([
    [['eco', '-'], '{}', 'There is no process eco; did you mean echo?'],
    [
      ['echo'],
      '',
      'Name a process and a file with its inputs, or - for stdin: npm run execute -- buffer inputs.json',
    ],
    [['echo', '-'], '{"a":', 'The file is not JSON: it ends too early at line 1, column 6.'],
    [['echo', '-'], '{}', 'The input `stringInput` is required.'],
    [['echo', '-'], '{"stringInput": 1}', '/inputs/stringInput is 1. Must be a string.'],
    [['hexagon-bins', '-'], '{"points": "sample:none"}', 'There is no file none in samples/.'],
    [
      ['hexagon-bins', '-'],
      '{"points": {"href": "https://x.example/y"}}',
      'https://x.example/y is not fetched here: put it in samples/ and write `sample:<file>`.',
    ],
  ])('%j with %j ends with a sentence', async (args, input, sentence) => {
    const { code, out, lines } = await run('bin/execute.ts', args, { input });

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(lines).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('a process whose variables are kept elsewhere', () => {
  test('takes them from a file, and names what it lacks', async () => {
    await writeFile(join(project, 'processes/secretive.ts'), secretive);
    const index = await readFile(join(project, 'processes/index.ts'), 'utf8');
    await writeFile(
      join(project, 'processes/index.ts'),
      `${index}export { secretive } from './secretive.ts';\n`,
    );

    const lacking = await run('bin/execute.ts', ['secretive', '-'], { input: '{}' });
    await writeFile(join(project, '.parameters.json'), '{"/maps/key": "abc"}');
    const executed = await run('bin/execute.ts', ['secretive', '-'], { input: '{}' });

    await writeFile(join(project, 'processes/index.ts'), index);
    await rm(join(project, 'processes/secretive.ts'));
    await rm(join(project, '.parameters.json'));
    expect(lacking).toEqual({
      code: 1,
      out: '',
      lines: ['Process secretive: the variable KEY has no value: add "/maps/key" to .parameters.json.'],
    });
    expect(JSON.parse(executed.out)).toEqual({ length: 3 });
  });
});

const secretive = `import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

export const secretive = defineProcess({
  id: 'secretive',
  version: '1.0.0',
  title: 'Secretive',
  inputs: {},
  outputs: { length: z.int() },
  environment: { KEY: { parameter: '/maps/key' } },
  execute: () => ({ length: process.env.KEY?.length ?? 0 }),
});
`;
