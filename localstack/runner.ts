import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parametersFile } from '#lib/process/local-parameters.ts';
import { announce } from './announcement.ts';
import { type Assembled, assemble, type Synthesis } from './assemble.ts';
import { readAssembly } from './assembly.ts';
import { type Bounds, boundsOfThisMachine, functions as makeFunctions } from './functions.ts';
import { serveGateway } from './gateway.ts';
import { serveKeys } from './keys-endpoint.ts';
import { serveLambda } from './lambda-endpoint.ts';
import { lock } from './lock.ts';
import { openLog } from './log.ts';
import { withCode } from './new-code.ts';
import { serveParameters } from './parameters-endpoint.ts';
import { realise, realiseStores, toPlan } from './realise.ts';
import { ownEndpoints, startStandIns } from './stand-ins.ts';

export interface RunnerOptions {
  /** Absent or 0: any free one. */
  readonly port?: number;
  /** Folder of everything that outlives the runner. */
  readonly dataDir: string;
  /** A module that lists processes; absent: the project's own. */
  readonly processes?: string;
  /** Settings of lib/stack/config.ts. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Forgets jobs, queues and objects of former runs. */
  readonly fresh?: boolean;
  /** From which level on functions' records are shown: debug, info, warn, error or silent; absent: warn. */
  readonly log?: string;
  readonly bounds?: Partial<Bounds>;
  /** Seconds that a minute of a schedule lasts, so that tests need not wait; absent: 60. */
  readonly minute?: number;
  /** File with values of secrets and parameters; absent: the project's own. */
  readonly parameters?: string;
  /** A file with the public keys (JWKS) of who issues tokens, in place of the issuer itself. */
  readonly keys?: string;
  /** Writes the cloud assembly; absent: the project's stack is synthesised. */
  readonly assemble?: (synthesis: Synthesis) => Promise<Assembled>;
}

export interface Runner {
  /** URL of the API, without trailing slash. */
  readonly url: string;
  /** URL of Lambda's Invoke API. */
  readonly lambdaUrl: string;
  /** Invokes a function by its name in the template. Rejects when it fails or is throttled. */
  invoke(name: string, payload?: unknown): Promise<unknown>;
  /**
   * Bundles again and takes the result, and synthesises first where declarations changed, or in any case where
   * `everything` may have. Data stay, and so do instances of functions that did not change.
   */
  reload(options?: { readonly everything: boolean }): Promise<void>;
  /** Ends every process and server that the runner started. */
  stop(): Promise<void>;
}

/** Milliseconds that requests in flight get when the runner stops. */
const grace = 1000;

/** Runs the synthesised template on this machine. Throws a sentence when it cannot. */
export async function startRunner(options: RunnerOptions): Promise<Runner> {
  const dataDir = resolve(options.dataDir);
  const { assemble: write = assemble } = options;
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };

  try {
    stops.push(lock(dataDir));
    const stores = join(dataDir, 'stores');
    if (options.fresh) rmSync(stores, { recursive: true, force: true });

    const starting = startStandIns(stores, ownEndpoints());
    stops.push(() => starting.then((standIns) => standIns.stop()).catch(() => {}));

    const log = openLog(join(dataDir, 'log'), options.log ?? 'warn');
    stops.push(log.close);
    const functions = makeFunctions({
      ...boundsOfThisMachine(),
      ...options.bounds,
      log: log.line,
      compileCache: join(dataDir, 'compile-cache'),
    });
    stops.push(functions.stop);
    const lambda = await serveLambda(functions);
    stops.push(lambda.stop);
    const parametersOf = resolve(options.parameters ?? join(import.meta.dirname, '..', parametersFile));
    const ssm = await serveParameters(parametersOf);
    stops.push(ssm.stop);
    const keys = options.keys === undefined ? undefined : await serveKeys(resolve(options.keys));
    if (keys) stops.push(keys.stop);
    const gateway = await serveGateway(functions, options.port ?? 0);
    stops.push(() => gateway.stop(grace));

    const outdir = join(dataDir, 'cloud-assembly');
    const synthesis = {
      processes: processesOf(options),
      config: configOf(options, gateway.url),
      outdir,
      parameters: parametersOf,
    };
    rmSync(outdir, { recursive: true, force: true });
    const [standIns, { declarations, complaints = [] }] = await Promise.all([starting, write(synthesis)]);
    let former = declarations;
    complain(complaints);

    const endpoints = {
      ...standIns.endpoints,
      lambda: lambda.url,
      ssm: ssm.url,
      ...(keys && { keys: keys.url }),
    };
    const prepare = async () => {
      const assembly = readAssembly(outdir);
      const plan = { ...toPlan(assembly, endpoints), outputs: assembly.outputs };
      await realiseStores(plan, standIns);
      return plan;
    };
    const parts = { standIns, functions, gateway, minute: options.minute ?? 60 };
    let plan = await prepare();
    let stopEvents = realise(plan, parts);
    stops.push(() => stopEvents());
    const { outputs } = plan;
    stops.push(announce(dataDir, { pid: process.pid, url: gateway.url, endpoints, outputs, log: log.file }));

    return {
      url: gateway.url,
      lambdaUrl: lambda.url,
      invoke: async (name, payload = {}) => {
        const answer = await functions.invoke(name, JSON.stringify(payload));
        if (!answer) throw new Error(`The function ${name} is throttled.`);
        if (answer.functionError) throw new Error(`The function ${name} failed: ${answer.payload}`);
        return JSON.parse(answer.payload);
      },
      reload: async ({ everything } = { everything: false }) => {
        const {
          code,
          declarations,
          complaints = [],
        } = await write(everything ? synthesis : { ...synthesis, former });
        plan = code ? { ...plan, definitions: withCode(plan.definitions, code) } : await prepare();
        former = declarations;
        complain(complaints);
        stopEvents();
        stopEvents = realise(plan, parts);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function complain(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
}

function processesOf({ processes }: RunnerOptions): string {
  return processes === undefined
    ? fileURLToPath(new URL('../processes/index.ts', import.meta.url))
    : resolve(processes);
}

/** A laptop has a plain-http address, and its own samples are fetched from it. */
function configOf({ config }: RunnerOptions, url: string): Record<string, unknown> {
  return { stage: 'local', publicUrl: url, referenceHttp: true, referenceOrigins: [url], ...config };
}
