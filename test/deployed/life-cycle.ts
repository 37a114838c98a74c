import { InvokeCommand, LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { stackName } from '#lib/stack/stack-name.ts';
import { deployTo, destroy } from '#localstack/deploy-to.ts';
import { clientOptions } from '#localstack/emulator.ts';
import { type Client, clientOf } from '#test/e2e/http-client.ts';
import { place } from './place.ts';

const lambda = new LambdaClient(clientOptions(place.emulator));
const stage = 'life-cycle';

/** So that what takes minutes takes seconds. */
const settings = { leaseSeconds: '6', heartbeatSeconds: '2', redispatchSeconds: '5' };

let url: string | undefined;

/** Deploys an app of `apps/` over what is there. */
export async function deploy(app: 'first' | 'second' | 'third' | 'without'): Promise<Client> {
  const command = `node test/deployed/app.ts test/deployed/apps/${app}.ts`;
  const deployment = { gateway: 'HttpApi', stage, app: command, settings } as const;
  url = await deployTo(place, { ...deployment, ...(url !== undefined && { url }) });
  return clientOf(url);
}

export function remove(): Promise<void> {
  return destroy(place, { stage });
}

/** The jobs once all have ended, looked after every two seconds, where the schedule does it every minute. */
export async function ended(api: Client, jobs: readonly string[]) {
  const looking = setInterval(() => sweep().catch(() => {}), 2_000);
  try {
    return await Promise.all(jobs.map((job) => api.ended(job, 240)));
  } finally {
    clearInterval(looking);
  }
}

async function sweep(): Promise<void> {
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName = '' } of Functions) {
      if (FunctionName.startsWith(`${stackName(stage)}-sweep`)) {
        await lambda.send(new InvokeCommand({ FunctionName }));
      }
    }
  }
}
