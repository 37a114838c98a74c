import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { callbackSettings } from './callback-settings.ts';
import { deployTo, destroy, type Gateway, type Place } from './deploy-to.ts';
import { freePort } from './free-port.ts';
import { leftovers } from './leftovers.ts';

const root = join(import.meta.dirname, '..');

/** Deploys both apps of the end-to-end tests, runs these, and deletes the stacks. Rejects when something is left. */
export async function testOn(place: Place, gateway: Gateway): Promise<void> {
  const callbackHost = `127.0.0.1:${await freePort()}`;
  const settings = callbackSettings(callbackHost);
  const example = { gateway, stage: 'dev', settings };
  const misbehaving = { gateway, stage: 'misbehaving', settings, app: 'node test/e2e/misbehaving-app.ts' };
  say(`Deploying both apps with ${gateway} …`);
  const [url, misbehavingUrl] = await Promise.all([deployTo(place, example), deployTo(place, misbehaving)]);
  say(`Deployed: ${url}`);
  await succeed(
    node(
      'test/e2e/run.ts',
      '--url',
      url,
      '--misbehaving-url',
      misbehavingUrl,
      '--callback-host',
      callbackHost,
      '--emulator',
      `ministack ${gateway}`,
    ),
  );
  say('Deleting the stacks …');
  await Promise.all([destroy(place, example), destroy(place, misbehaving)]);
  const left = await leftovers(place.emulator);
  if (left.length > 0) throw new Error(`Deleting the stacks left ${left.join(', ')}.`);
}

/** Runs the tests that deploy what they need: the adapters' contract, updates, deletions. */
export async function testOwnStacks({ emulator, folder }: Place): Promise<void> {
  const environment = { EMULATOR_ENDPOINT: emulator.endpoint, EMULATOR_FOLDER: folder };
  await succeed(
    spawn('vitest', ['run', '--project', 'deployed'], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    }),
  );
}

function node(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
}

async function succeed(child: ChildProcess): Promise<void> {
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error('The tests failed.');
}

function say(sentence: string): void {
  console.log(`\n${sentence}`);
}
