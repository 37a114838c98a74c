import { deployTo, destroy } from '#localstack/deploy-to.ts';
import { emulatorAt } from '#localstack/emulator.ts';
import { type Client, clientOf } from '#test/e2e/http-client.ts';

const { EMULATOR_ENDPOINT: endpoint, EMULATOR_FOLDER: folder } = process.env;
if (!endpoint || !folder) throw new Error('These tests need an emulator: `npm run deploy:local` brings one.');

const place = { emulator: emulatorAt(endpoint), folder };
const stage = 'life-cycle';

/** So that what takes minutes takes seconds. */
const settings = { leaseSeconds: '6', heartbeatSeconds: '2', redispatchSeconds: '5' };

let url: string | undefined;

/** Deploys an app of `apps/` over what is there. */
export async function deploy(app: 'first' | 'second' | 'third' | 'without'): Promise<Client> {
  const command = `node test/life-cycle/app.ts ${app}`;
  const deployment = { gateway: 'HttpApi', stage, app: command, settings } as const;
  url = await deployTo(place, { ...deployment, ...(url !== undefined && { url }) });
  return clientOf(url);
}

export function remove(): Promise<void> {
  return destroy(place, { stage });
}
