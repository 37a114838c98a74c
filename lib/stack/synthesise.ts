import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { bundle } from './bundle.ts';
import { type Config, toConfig } from './config.ts';
import { contextOfFile } from './context-of-file.ts';
import { loadProcesses } from './load-processes.ts';
import { root } from './root.ts';
import { ServerlessProcesses } from './serverless-processes.ts';
import { stackName } from './stack-name.ts';

interface Options {
  /** Absolute path of the file that lists the processes; `processes/index.ts` where absent. */
  readonly processes?: string;
  /** Settings that win over those of `cdk.json` and the command line. */
  readonly config?: Partial<Config>;
  /** Folder of the cloud assembly; where absent, the one that `cdk` asks for. */
  readonly outdir?: string;
  /** Makes what is uploaded; esbuild does where absent, which takes longer than all the rest. */
  readonly bundle?: typeof bundle;
  /** Sees the tree of constructs before it becomes templates. */
  readonly inspect?: (app: App) => void;
}

/**
 * Loads and checks the processes, bundles everything and writes the cloud assembly. Needs no network and no account.
 * Throws `Problems`, whose message is fit to be shown, when settings or processes are wrong.
 */
export async function synthesise({
  processes: index = join(root, 'processes/index.ts'),
  config: overrides = {},
  outdir,
  bundle: make = bundle,
  inspect,
}: Options = {}): Promise<CloudAssembly> {
  const byCdk = process.env.CDK_CONTEXT_JSON !== undefined;
  const app = new App({
    ...(byCdk ? {} : { context: await contextOfFile() }),
    ...(outdir !== undefined && { outdir }),
    analyticsReporting: false,
    // Takes seconds, which only a deployment is worth.
    builtinCloudFormationValidation: byCdk,
  });
  const config = toConfig(app.node.getAllContext(), overrides);
  const declared = await loadProcesses(index, config);

  const folder = await mkdtemp(join(tmpdir(), 'serverless-processes-'));
  try {
    const bundles = await make({ declared, config }, folder);
    new ServerlessProcesses(app, stackName(config.stage), {
      config,
      processes: declared,
      bundles,
    });
    inspect?.(app);
    return app.synth();
  } finally {
    await rm(folder, { recursive: true });
  }
}
