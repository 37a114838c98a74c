/** Global set-up of the end-to-end tests: the example app and the app of misbehaving processes, here or elsewhere. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { callbackSettings } from '#localstack/callback-settings.ts';
import { freePort } from '#localstack/free-port.ts';
import { type Runner, startRunner } from '#localstack/runner.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the API that serves `processes/`. */
    readonly url: string;
    /** Base URL of the API that serves `test/processes/`. */
    readonly misbehavingUrl: string;
    /** Host and port on this machine that both make callbacks to; empty where they make none to it. */
    readonly callbackHost: string;
    /** What they sign callbacks with; empty where they do not, or it is not known here. */
    readonly callbackSecret: string;
  }
}

/** Where the apps are, if they are running already: `test/e2e/run.ts` has them from the command line. */
const {
  E2E_URL: given,
  E2E_MISBEHAVING_URL: givenMisbehaving,
  E2E_CALLBACK_HOST: givenCallbackHost,
  E2E_GATEWAY: gateway = 'HttpApi',
} = process.env;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'serverless-processes-'));
  const callbackHost = givenCallbackHost ?? (given === undefined ? `127.0.0.1:${await freePort()}` : '');
  const callbackSecret = given === undefined ? `whsec_${randomBytes(32).toString('base64')}` : '';
  const parameters = join(dataDir, 'parameters.json');
  await writeFile(parameters, JSON.stringify({ signing: callbackSecret }));
  const callbacks = callbackHost === '' ? {} : callbackSettings(callbackHost);
  const config = { gateway, callbackSecret: 'signing', ...callbacks };
  const runners: Runner[] = [];
  const start = async (name: string, processes?: string): Promise<string> => {
    const options = { port: 0, dataDir: join(dataDir, name), log: 'silent', config, parameters };
    const runner = await startRunner({ ...options, ...(processes !== undefined && { processes }) });
    runners.push(runner);
    return runner.url;
  };
  project.provide('callbackHost', callbackHost);
  project.provide('callbackSecret', callbackSecret);
  project.provide('url', given ?? (await start('example')));
  project.provide(
    'misbehavingUrl',
    givenMisbehaving ?? (await start('misbehaving', 'test/processes/index.ts')),
  );
  return async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    await rm(dataDir, { recursive: true, force: true });
  };
}
