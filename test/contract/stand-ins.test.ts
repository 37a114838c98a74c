import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startDynoxide } from '#localstack/dynoxide.ts';
import { startFauxqs } from '#localstack/fauxqs.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stand-ins-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const portOf = (endpoint: string) => Number(new URL(endpoint).port);

/** Whether somebody accepts connections there. */
async function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  const socket = connect({ port, host });
  const answer = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return answer;
}

/** An address of this machine that is not loopback, where it has one. */
function outerAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4')?.address;
}

describe('dynoxide', () => {
  test('is gone once stopped, and may be stopped twice', async () => {
    const dynoxide = await startDynoxide();
    const port = portOf(dynoxide.endpoint);
    expect(await listens(port)).toBe(true);

    await dynoxide.stop();
    await dynoxide.stop();

    expect(await listens(port)).toBe(false);
  });

  test('says when it is gone', async () => {
    const dynoxide = await startDynoxide();

    await dynoxide.stop();

    await expect(dynoxide.gone).resolves.toBeUndefined();
  });

  test('dies with its parent, even when that is killed', async () => {
    const script = `
      import { startDynoxide } from '#localstack/dynoxide.ts';
      console.log((await startDynoxide()).endpoint);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script]);
    const [line] = await once(parent.stdout, 'data');
    const port = portOf(String(line).trim());
    expect(await listens(port)).toBe(true);

    parent.kill('SIGKILL');

    await vi.waitUntil(async () => !(await listens(port)), { timeout: 10_000, interval: 20 });
  });

  test('says which data it cannot read', async () => {
    const file = join(folder, 'table.sqlite');
    await writeFile(file, 'not a database');

    await expect(startDynoxide({ file })).rejects.toThrow(
      `The table's data in ${file} cannot be read: start with --fresh, or move the file away.`,
    );
  });

  test('says that its port is in use, and does not take another server for itself', async () => {
    const first = await startDynoxide();
    const port = portOf(first.endpoint);

    await expect(startDynoxide({ port })).rejects.toThrow(`port ${port} is already in use`);
    await first.stop();
  });

  test('says where an executable is missing', async () => {
    vi.stubEnv('DYNOXIDE_BIN', join(folder, 'nothing'));

    await expect(startDynoxide()).rejects.toThrow(
      `There is no dynoxide executable at DYNOXIDE_BIN=${join(folder, 'nothing')}.`,
    );
  });
});

describe('fauxqs', () => {
  test('listens on loopback only', async () => {
    const fauxqs = await startFauxqs();
    const port = portOf(fauxqs.endpoint);
    const outside = outerAddress();

    expect(fauxqs.server.address).toBe(fauxqs.endpoint);
    expect(await listens(port)).toBe(true);
    if (outside !== undefined) expect(await listens(port, outside)).toBe(false);
    await fauxqs.stop();
  });

  test('keeps messages in its folder', async () => {
    const first = await startFauxqs({ folder });
    first.server.createQueue('jobs');
    first.server.sendMessage('jobs', 'Hello');
    await first.stop();

    const second = await startFauxqs({ folder });
    const kept = second.server.inspectQueue('jobs')?.messages.ready.map(({ body }) => body);
    await second.stop();

    expect(kept).toEqual(['Hello']);
  });

  test('says which data it cannot read', async () => {
    await writeFile(join(folder, 'fauxqs.db'), 'not a database');

    await expect(startFauxqs({ folder })).rejects.toThrow(
      `The queues' and the bucket's data in ${folder} cannot be read: start with --fresh, or move the folder away.`,
    );
  });

  test('says that its port is in use', async () => {
    const first = await startFauxqs();
    const port = portOf(first.endpoint);

    await expect(startFauxqs({ port })).rejects.toThrow(`Port ${port} is in use`);
    await first.stop();
  });
});
