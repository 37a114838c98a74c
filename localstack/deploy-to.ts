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
  readonly stage: string;
  /** What `cdk --app` runs; absent: the project's own app. */
  readonly app?: string;
  readonly settings?: Settings;
}

/** The deployment of a server. */
export interface ServerDeployment extends Deployment {
  readonly gateway: Gateway;
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
 * Deploys a server through CloudFormation and resolves to its API's URL. Twice the first time, because an emulator's URL is
 * known only when its gateway is there, and is not one that a client could reach without being told: so it becomes the
 * public URL.
 */
export async function deployTo(target: Place, deployment: ServerDeployment): Promise<string> {
  const { emulator } = target;
  const { gateway, settings } = deployment;
  const given = { gateway, ...settings };
  const url =
    deployment.url ??
    urlOf(emulator, deployment, output(await deploy(target, { ...deployment, settings: given }), 'ApiID'));
  const local = { publicUrl: url, referenceHttp: 'true', referenceOrigins: emulator.endpoint };
  await deploy(target, { ...deployment, settings: { ...local, ...given } });
  return url;
}

/** Deploys any app through CloudFormation; resolves to the outputs of the stage's stack. */
export async function deploy(
  { emulator, folder }: Place,
  { stage, app, settings }: Deployment,
): Promise<Readonly<Record<string, string>>> {
  const all = { stage, removalPolicy: 'destroy', ...settings };
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
  return stack;
}

/** Throws a sentence where the stack has no such output. */
export function output(outputs: Readonly<Record<string, string>>, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`The stack that was deployed has no output ${name}.`);
  return value;
}

/** Deletes the stack and all in it. */
export async function destroy(
  { emulator, folder }: Place,
  { stage }: Pick<Deployment, 'stage'>,
): Promise<void> {
  const args = ['destroy', '--app', join(folder, `${stage}.out`), '--all', '--force'];
  await run('cdk', args, { env: emulator.environment });
}

/** Where a deployed API is: by path, because names below a host that is an address do not resolve. */
export function urlOf(
  { endpoint }: Emulator,
  { gateway, stage }: Pick<ServerDeployment, 'gateway' | 'stage'>,
  apiID: string,
): string {
  return gateway === 'HttpApi'
    ? `${endpoint}/_aws/execute-api/${apiID}/$default`
    : `${endpoint}/restapis/${apiID}/${stage}/_user_request_`;
}
