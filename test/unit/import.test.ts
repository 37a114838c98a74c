import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, vi } from 'vitest';

it('S35, S36: importing a function connects to nothing and writes nothing', async () => {
  let connections = 0;
  const cloud = createServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(cloud, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  for (const name of ['TABLE_NAME', 'BUCKET_NAME', 'DEAD_LETTER_QUEUE_URL']) vi.stubEnv(name, 'some');
  const before = readdirSync('.');
  const names = readdirSync('functions', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );

  const modules = await Promise.all(names.map((name) => import(`#functions/${name}`)));

  expect(modules.length).toBeGreaterThan(15);
  expect(connections).toBe(0);
  expect(readdirSync('.')).toEqual(before);
  cloud.close();
  vi.unstubAllEnvs();
});
