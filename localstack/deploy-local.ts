/**
 * `npm run deploy:local`: deploys the unchanged app through CloudFormation to an emulator, without an account and
 * without Docker, runs the end-to-end tests there, and takes all of it down. `--gateway HttpApi` or `RestApi` does it
 * with that kind only; `--keep` runs no tests and leaves the API up until ctrl-C.
 */
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, deployTo, type Gateway, gateways, type Place } from './deploy-to.ts';
import { startMinistack } from './ministack.ts';
import { testOn, testOwnStacks } from './test-deployed.ts';

const folder = join(import.meta.dirname, '../.emu');
/** Of the issuer that the tests stand in for. */
const certificate = join(import.meta.dirname, '../test/stand-ins/certificate.pem');
const { keep, chosen } = readOptions();

const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
try {
  await mkdir(folder, { recursive: true });
  await using emulator = await startMinistack(folder, keep ? undefined : certificate);
  await Promise.race([work({ emulator, folder }), interrupted]);
  console.log('Taking all of it down …');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function work(place: Place): Promise<void> {
  await bootstrap(place);
  if (keep) return keepUp(place, chosen[0] ?? 'HttpApi');
  for (const gateway of chosen) await testOn(place, gateway);
  await testOwnStacks(place);
  console.log(`\nDeployed with ${chosen.join(' and ')}, tested, updated and deleted: all as it should be.`);
}

async function keepUp(place: Place, gateway: Gateway): Promise<void> {
  const url = await deployTo(place, { gateway, stage: 'dev' });
  const told = ['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(
    (name) => `${name}=${place.emulator.environment[name]}`,
  );
  console.log(`Deployed: '${url}'`);
  console.log(`Its jobs: ${told.join(' ')} npm run jobs -- --stage dev`);
  console.log('Ctrl-C takes all of it down.');
  await interrupted;
}

function readOptions(): { readonly keep: boolean; readonly chosen: readonly Gateway[] } {
  try {
    const { values } = parseArgs({
      options: { gateway: { type: 'string' }, keep: { type: 'boolean', default: false } },
    });
    const chosen = gateways.filter((kind) => kind === (values.gateway ?? kind));
    if (chosen.length > 0) return { keep: values.keep, chosen };
    console.error(`--gateway ${values.gateway} is none of ${gateways.join(', ')}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('There are --gateway HttpApi, --gateway RestApi and --keep.');
  }
  process.exit(1);
}
