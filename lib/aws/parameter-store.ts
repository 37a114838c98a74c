import { GetParametersCommand, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';

/** Parameters of AWS Systems Manager, and through it secrets. */
export interface ParameterStore {
  /** Values by name, decrypted; those that do not exist are missing. */
  get(names: readonly string[]): Promise<Readonly<Record<string, string>>>;
}

/** As many as one request takes. */
const batchSize = 10;

/** Opens the parameter store. Import this file dynamically: it brings the SSM client along. */
export function openParameterStore(configuration: SSMClientConfig = {}): ParameterStore {
  const client = new SSMClient(configuration);
  return {
    async get(names) {
      const found: [name: string, value: string][] = [];
      for (let start = 0; start < names.length; start += batchSize) {
        const Names = names.slice(start, start + batchSize);
        const { Parameters = [] } = await client.send(
          new GetParametersCommand({ Names, WithDecryption: true }),
        );
        for (const { Name = '', Value = '' } of Parameters) found.push([Name, Value]);
      }
      return Object.fromEntries(found);
    },
  };
}
