/** Global set-up of the end-to-end tests: the example app and the app of misbehaving processes, each on its runner. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startRunner } from '#localstack/runner.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the API that serves `processes/`. */
    readonly url: string;
    /** Base URL of the API that serves `test/processes/`. */
    readonly misbehavingUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'serverless-processes-'));
  const given = process.env.E2E_URL;
  const config = { gateway: process.env.E2E_GATEWAY ?? 'HttpApi' };
  const runners = [
    await startRunner({
      port: 0,
      dataDir: join(dataDir, 'misbehaving'),
      processes: resolve('test/processes/index.ts'),
      config,
      log: 'silent',
    }),
  ];
  project.provide('misbehavingUrl', runners[0]?.url ?? '');
  if (given === undefined) {
    const runner = await startRunner({ port: 0, dataDir: join(dataDir, 'example'), config, log: 'silent' });
    runners.push(runner);
    project.provide('url', runner.url);
  } else {
    project.provide('url', given);
  }
  return async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    await rm(dataDir, { recursive: true, force: true });
  };
}
