import { parseArgs } from 'node:util';
import { toSetting } from '#lib/stack/to-setting.ts';
import { type Gateway, gateways, type ServerDeployment } from './deploy-to.ts';

interface EndpointOptions extends Required<Pick<ServerDeployment, 'gateway' | 'stage' | 'settings'>> {
  readonly endpoint: string;
}

/** Reads what `npm run deploy:endpoint` was told. Throws a sentence at anything else, and at an endpoint of AWS. */
export function readEndpointOptions(
  args: readonly string[],
  { AWS_ENDPOINT_URL: endpoint }: Readonly<Record<string, string | undefined>>,
): EndpointOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { context: { type: 'string', short: 'c', multiple: true, default: [] } },
  });
  const {
    gateway = 'HttpApi',
    stage = 'dev',
    ...settings
  } = Object.fromEntries(values.context.map(toSetting));
  if (endpoint === undefined || !/^https?:\/\/[^/]+$/.test(endpoint)) {
    throw new Error(
      `AWS_ENDPOINT_URL is ${endpoint ?? 'not set'}, and must be an emulator's URL such as http://127.0.0.1:4566.`,
    );
  }
  if (/\.amazonaws\.com(:|$)/.test(endpoint)) {
    throw new Error(
      `AWS_ENDPOINT_URL is ${endpoint}, which is AWS itself: deploy there with npm run deploy.`,
    );
  }
  if (!isGateway(gateway)) throw new Error(`-c gateway=${gateway} is none of ${gateways.join(', ')}.`);
  return { endpoint, gateway, stage, settings };
}

function isGateway(name: string): name is Gateway {
  return (gateways as readonly string[]).includes(name);
}
