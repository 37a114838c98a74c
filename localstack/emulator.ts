/** Whatever answers as AWS does at one URL. */
export interface Emulator {
  /** Without trailing slash, such as `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** What the CDK and the SDKs are told, so that nothing of theirs can reach a real account. */
  readonly environment: NodeJS.ProcessEnv;
}

/** The account that emulators know. */
export const account = '000000000000';

const region = 'us-east-1';

/** Leaves out every AWS variable of whoever calls, profiles and sessions above all. */
export function emulatorAt(endpoint: string): Emulator {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return {
    endpoint,
    environment: {
      ...Object.fromEntries(own),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: '1',
    },
  };
}

/** What SDK clients of this process are given. */
export function clientOptions({ endpoint }: Emulator) {
  return { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
}

export function place(): string {
  return `aws://${account}/${region}`;
}
