import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stackName } from '#lib/stack/stack-name.ts';
import { run } from './child.ts';
import { type Emulator, place } from './emulator.ts';
import { mend } from './mend.ts';

type Settings = Readonly<Record<string, string>>;

export const gateways = ['HttpApi', 'RestApi'] as const;
export type Gateway = (typeof gateways)[number];

/** What is deployed, and how. */
export interface Deployment {
  readonly gateway: Gateway;
  readonly stage: string;
  /** What `cdk --app` runs; absent: the project's own app. */
  readonly app?: string;
  readonly settings?: Settings;
  /** Where it is already. */
  readonly url?: string;
}

/** Folder for what the CDK writes, apart from the project's own `cdk.out`. */
export interface Place {
  readonly emulator: Emulator;
  readonly folder: string;
}

/** Once per emulator. With an output folder of its own, for it synthesises again, without bundles. */
export async function bootstrap({ emulator, folder }: Place): Promise<void> {
  const args = ['bootstrap', place(), '--output', join(folder, 'bootstrap.out')];
  await run('cdk', args, { env: emulator.environment });
}

/**
 * Deploys through CloudFormation and resolves to the API's URL. Twice the first time, because an emulator's URL is known
 * only when its gateway is there, and is not one that a client could reach without being told: so it becomes the
 * public URL.
 */
export async function deployTo(target: Place, deployment: Deployment): Promise<string> {
  const { emulator } = target;
  const url = deployment.url ?? urlOf(emulator, deployment, await deployOnce(target, deployment));
  const local = { publicUrl: url, referenceHttp: 'true', referenceOrigins: emulator.endpoint };
  await deployOnce(target, deployment, local);
  return url;
}

/** Deploys with these settings as well; resolves to the gateway's id. */
async function deployOnce(target: Place, deployment: Deployment, local: Settings = {}): Promise<string> {
  const { emulator, folder } = target;
  const { gateway, stage, app, settings } = deployment;
  const all = { stage, gateway, removalPolicy: 'destroy', ...local, ...settings };
  const context = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const out = join(folder, `${stage}.out`);
  const outputs = join(folder, `${stage}.json`);
  const env = emulator.environment;
  await run('cdk', ['synth', '--quiet', '--output', out, ...context, ...(app ? ['--app', app] : [])], {
    env,
  });
  const args = ['--app', out, '--all', '--require-approval', 'never', '--outputs-file', outputs];
  await run('cdk', ['deploy', ...args], { env });
  const { [stackName(stage)]: stack = {} } = JSON.parse(await readFile(outputs, 'utf8'));
  await mend(emulator, stackName(stage));
  return stack.ApiID;
}

/** Deletes the stack and all in it. */
export async function destroy(
  { emulator, folder }: Place,
  { stage }: Pick<Deployment, 'stage'>,
): Promise<void> {
  const args = ['destroy', '--app', join(folder, `${stage}.out`), '--all', '--force'];
  await run('cdk', args, { env: emulator.environment });
}

/** By path, because names below a host that is an address do not resolve. */
function urlOf({ endpoint }: Emulator, { gateway, stage }: Deployment, apiID: string): string {
  return gateway === 'HttpApi'
    ? `${endpoint}/_aws/execute-api/${apiID}/$default`
    : `${endpoint}/restapis/${apiID}/${stage}/_user_request_`;
}
