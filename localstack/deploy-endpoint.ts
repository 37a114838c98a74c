/**
 * `AWS_ENDPOINT_URL=http://127.0.0.1:4566 npm run deploy:endpoint`: bootstraps and deploys to the emulator that is
 * running there, and prints the API's URL. `-c name=value` sets, as with `npm run deploy`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bootstrap, deployTo } from './deploy-to.ts';
import { emulatorAt } from './emulator.ts';
import { readEndpointOptions } from './endpoint-options.ts';

try {
  const { endpoint, gateway, stage, settings } = readEndpointOptions(process.argv.slice(2), process.env);
  const folder = join(import.meta.dirname, '../.emu');
  await mkdir(folder, { recursive: true });
  const place = { emulator: emulatorAt(endpoint), folder };
  await bootstrap(place);
  console.log(`Deployed: ${await deployTo(place, { gateway, stage, settings })}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
