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
  const url = await deployTo(place, { gateway, stage, settings });
  console.log(`Deployed: '${url}'`);
  console.log(`Test it: npm run test:e2e -- --url '${url}'`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
