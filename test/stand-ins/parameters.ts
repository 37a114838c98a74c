import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openParameterStore } from '#lib/aws/parameter-store.ts';
import type { Store } from '#lib/aws/parameters.ts';
import { serveParameters } from '#localstack/parameters-endpoint.ts';
import { local } from './table.ts';

export interface ParametersStandIn {
  readonly store: Store;
  readonly endpoint: string;
  keep(values: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

/** Parameters of their own, none at first. */
export async function startParameters(): Promise<ParametersStandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'parameters-'));
  const file = join(folder, 'values.json');
  const { url: endpoint, stop } = await serveParameters(file);
  const store = openParameterStore({ endpoint, ...local });
  return {
    store: async () => store,
    endpoint,
    keep: (values) => writeFile(file, JSON.stringify(values)),
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}
