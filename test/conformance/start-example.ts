import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRunner } from '#localstack/runner.ts';

/** The example app, running here until it is stopped; it makes callbacks to this host and port, on this machine. */
export async function startExample(
  callbackHost: string,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'serverless-processes-'));
  const config = { callbackOrigins: [`http://${callbackHost}`] };
  const runner = await startRunner({ port: 0, dataDir, log: 'silent', config });
  return {
    url: runner.url,
    stop: async () => {
      await runner.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
