import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type Block, blocksIn } from './setup/blocks.ts';

const pages = readdirSync('docs')
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name));
const blocks = pages.flatMap((page) => blocksIn(readFileSync(page, 'utf8'), page));

describe('blocks of commands in docs/', () => {
  it('are run, or say that they are not, and why', () => {
    const silent = blocks.filter(({ run, runBy, said }) => !run && runBy === undefined && !said);

    expect(silent.map(({ where }) => where)).toEqual([]);
    expect(blocks.length).toBeGreaterThan(5);
  });

  const elsewhere = blocks.flatMap((block) =>
    block.runBy === undefined ? [] : [{ ...block, by: block.runBy }],
  );

  test.each(elsewhere)('$where is run by $by', ({ by, commands }) => {
    const file = anyJob(readFileSync(by, 'utf8'));
    const missing = commands.filter((command) => !file.includes(anyJob(command)));

    expect(missing).toEqual([]);
  });
});

describe('blocks that are run', () => {
  /** A copy, so that nothing that they write ends up in the project. */
  let project: string;
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'docs-'));
    for (const name of [
      'bin',
      'docs',
      'functions',
      'lib',
      'processes',
      'samples',
      'cdk.json',
      'package.json',
    ]) {
      await cp(name, join(project, name), { recursive: true });
    }
    await symlink(resolve('node_modules'), join(project, 'node_modules'));
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  const run = blocks.filter((block) => block.run);

  it('are there', () => {
    expect(run.length).toBeGreaterThan(1);
  });

  test.each(run)('$where', async ({ commands }: Block) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
      cwd: project,
      env: {
        PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter),
        HOME: project,
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: '1',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [error, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);

    expect({ code, error: code === 0 ? '' : error }).toEqual({ code: 0, error: '' });
  });

  it('make tokens of two people and of an operator', () => {
    const claims = ['ann', 'bob', 'olga'].map((who) =>
      decodeJwt(readFileSync(join(project, '.data', `${who}.jwt`), 'utf8')),
    );

    expect(claims.map(({ sub, groups }) => [sub, groups])).toEqual([
      ['ann', []],
      ['bob', []],
      ['olga', ['operators']],
    ]);
  });
});

/** Without the jobID, which a test knows only once it runs. */
function anyJob(text: string): string {
  return text.replaceAll(/\$\{\w+\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<jobID>');
}
