import { fileURLToPath } from 'node:url';
import { assemble } from '#localstack/assemble.ts';
import { readAssembly } from '#localstack/assembly.ts';
import { type FunctionDefinition, toFunction } from '#localstack/function.ts';

/** Nobody listens there: what is measured here sends no request. */
const nowhere = 'http://127.0.0.1:9';
const endpoints = { dynamodb: nowhere, sqs: nowhere, s3: nowhere, lambda: nowhere, ssm: nowhere };

/**
 * Synthesises the app into a folder and gives its functions as the template has them, by the name that each logs under:
 * `get-status`, or a processID.
 */
export async function synthesisedFunctions(outdir: string): Promise<ReadonlyMap<string, FunctionDefinition>> {
  const processes = fileURLToPath(import.meta.resolve('#processes'));
  await assemble({ processes, config: { stage: 'bench', publicUrl: nowhere }, outdir });
  const { resources, asset } = readAssembly(outdir);
  const definitions = resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map((resource) => toFunction(resource, asset, endpoints))
    .map((definition) => [definition.environment.POWERTOOLS_SERVICE_NAME ?? '', definition] as const);
  return new Map(definitions.sort(([a], [b]) => a.localeCompare(b)));
}
