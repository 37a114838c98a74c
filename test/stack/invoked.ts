import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Outcome } from '#lib/job/invocation.ts';
import type { DeployedFunction } from './synthesised.ts';

/** What a process's function answers to an execution, in a Node of its own that knows nothing of this project. */
export async function invoked(
  { code, properties }: DeployedFunction,
  inputs: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const now = Date.now();
  const invocation = {
    jobID: '8f8d2ad6-22f2-4f6e-a6a1-4a4f2e4b1f6e',
    leaseToken: 'token',
    owner: 'public',
    processVersion: '1.0.0',
    submission: { inputs, fresh: true },
    respondBy: now + 20_000,
    created: new Date(now).toISOString(),
    keep: false,
  };
  const program = join(import.meta.dirname, 'invoke.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, join(code, 'index.mjs'), JSON.stringify({ invocation })],
    {
      cwd: code,
      env: {
        ...Object.fromEntries(
          Object.entries(properties.Environment?.Variables ?? {}).filter(
            ([, value]) => typeof value === 'string',
          ),
        ),
        TABLE_NAME: 'none',
        BUCKET_NAME: 'none',
        CALLBACK_QUEUE_URL: 'none',
        AWS_REGION: 'us-east-1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
        ...variables,
      },
    },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')));
}
