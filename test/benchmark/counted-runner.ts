import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Assembled, assemble, type Synthesis } from '#localstack/assemble.ts';
import { startDynoxide } from '#localstack/dynoxide.ts';
import { startFauxqs } from '#localstack/fauxqs.ts';
import { startRunner } from '#localstack/runner.ts';
import { type Counted, countingProxy } from './counting-proxy.ts';

export interface CountedRunner {
  /** URL of the API. */
  readonly url: string;
  /** All requests so far to table, queue and bucket, the runner's own among them, which have no caller. */
  readonly requests: readonly Counted[];
  stop(): Promise<void>;
}

/** A runner whose functions reach the stand-ins through proxies that count, under a name of their own. */
export async function startCountedRunner(
  dataDir: string,
  config: Readonly<Record<string, unknown>>,
): Promise<CountedRunner> {
  const requests: Counted[] = [];
  const count = (counted: Counted) => {
    requests.push(counted);
  };
  await using stack = new AsyncDisposableStack();
  const table = await startDynoxide();
  stack.defer(table.stop);
  const others = await startFauxqs();
  stack.defer(others.stop);
  const proxies = {
    AWS_ENDPOINT_URL_DYNAMODB: await countingProxy('table', table.endpoint, count),
    AWS_ENDPOINT_URL_SQS: await countingProxy('queue', others.endpoint, count),
    AWS_ENDPOINT_URL_S3: await countingProxy('bucket', others.endpoint, count),
  };
  for (const [variable, proxy] of Object.entries(proxies)) {
    process.env[variable] = proxy.url;
    stack.defer(() => {
      delete process.env[variable];
      return proxy.stop();
    });
  }
  const runner = await startRunner({ dataDir, config, log: 'silent', assemble: assembleWithNames });
  stack.defer(runner.stop);
  const started = stack.move();
  return { url: runner.url, requests, stop: () => started.disposeAsync() };
}

/** The SDK sends a function's application id with each request: the only thing here that a deployment has not. */
async function assembleWithNames(synthesis: Synthesis): Promise<Assembled> {
  const assembled = await assemble(synthesis);
  const { outdir } = synthesis;
  const templates = (await readdir(outdir)).filter((file) => file.endsWith('template.json'));
  for (const file of templates) {
    const template: Template = JSON.parse(await readFile(join(outdir, file), 'utf8'));
    for (const { Type, Properties } of Object.values(template.Resources)) {
      const variables = Properties?.Environment?.Variables;
      if (Type !== 'AWS::Lambda::Function' || variables === undefined) continue;
      variables.AWS_SDK_UA_APP_ID = variables.POWERTOOLS_SERVICE_NAME;
    }
    await writeFile(join(outdir, file), JSON.stringify(template));
  }
  return assembled;
}

interface Template {
  readonly Resources: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties?: { readonly Environment?: { readonly Variables: Record<string, unknown> } };
      }
    >
  >;
}
