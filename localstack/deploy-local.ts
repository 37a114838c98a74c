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
import { testLifeCycle, testOn } from './test-deployed.ts';

const folder = join(import.meta.dirname, '../.emu');
const { values } = parseArgs({
  options: { gateway: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const chosen = gateways.filter((kind) => kind === (values.gateway ?? kind));
if (chosen.length === 0) {
  console.error(`--gateway ${values.gateway} is none of ${gateways.join(', ')}.`);
  process.exit(1);
}

const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
try {
  await mkdir(folder, { recursive: true });
  await using emulator = await startMinistack(folder);
  await Promise.race([work({ emulator, folder }), interrupted]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

async function work(place: Place): Promise<void> {
  await bootstrap(place);
  if (values.keep) return keep(place, chosen[0] ?? 'HttpApi');
  for (const gateway of chosen) await testOn(place, gateway);
  await testLifeCycle(place);
}

async function keep(place: Place, gateway: Gateway): Promise<void> {
  const url = await deployTo(place, { gateway, stage: 'dev' });
  console.log(`Deployed: ${url}`);
  console.log(
    `AWS_ENDPOINT_URL=${place.emulator.endpoint} reaches table, queues and logs; ctrl-C takes all of it down.`,
  );
  await interrupted;
}
