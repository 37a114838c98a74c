/** `npm run dev`: changes of the sources reach the running API, on a copy of the project. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Command, start } from '#test/local/setup/command.ts';

const project = mkdtempSync(join(tmpdir(), 'project-'));
const taken = { timeout: 60_000, interval: 200 };
let command: Command;

beforeAll(async () => {
  for (const part of ['lib', 'functions', 'processes', 'samples', 'localstack', 'package.json', 'cdk.json']) {
    cpSync(part, join(project, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(project, 'node_modules'));
  command = await start(['--watch'], { PORT: '0', DATA_DIR: join(project, '.data') }, project);
});

afterAll(async () => {
  await command?.end('SIGKILL');
  rmSync(project, { recursive: true, force: true, maxRetries: 5 });
});

describe('npm run dev', () => {
  it('takes up new code', async () => {
    expect(await uppercase()).toBe('ABC');

    edit('processes/uppercase.ts', 'input_text.toUpperCase()', "input_text.toUpperCase().concat('!')");

    await vi.waitFor(async () => expect(await uppercase()).toBe('ABC!'), taken);
  });

  it('takes up a new declaration', async () => {
    edit('processes/echo.ts', "title: 'Echo'", "title: 'Reverberation'");
    edit('processes/echo.ts', 'memory: 256', 'memory: 512');

    await vi.waitFor(async () => expect(await titleOf('echo')).toBe('Reverberation'), taken);
  });

  it('takes up a new process', async () => {
    const source = readFileSync(join(project, 'processes/echo.ts'), 'utf8');
    writeFileSync(join(project, 'processes/again.ts'), source.replaceAll('echo', 'again'));
    edit('processes/index.ts', /$/, "export { again } from './again.ts';\n");

    await vi.waitFor(async () => expect(await titleOf('again')).toBe('Reverberation'), taken);
  });

  it('says what is wrong and goes on as before', async () => {
    edit('processes/uppercase.ts', 'export const', 'export konst');

    await vi.waitFor(() => expect(command.output()).toMatch(/ \(processes\/uppercase\.ts:\d+\)\.\n/), taken);

    expect(await uppercase()).toBe('ABC!');
  });
});

function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(project, file);
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(from, () => to),
  );
}

/** Past the cache, which knows nothing of code. */
async function uppercase(): Promise<string> {
  const response = await fetch(`${command.url}/processes/uppercase/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' },
    body: JSON.stringify({ inputs: { input_text: 'abc' } }),
  });
  return response.text();
}

async function titleOf(processID: string): Promise<unknown> {
  const response = await fetch(`${command.url}/processes/${processID}`);
  return ((await response.json()) as { title?: unknown }).title;
}
