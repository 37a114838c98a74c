import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Problems } from '#lib/stack/problems.ts';
import { stackName } from '#lib/stack/stack-name.ts';
import { accountIn } from './account.ts';
import { type CdkOptions, readCdkOptions } from './cdk-options.ts';
import { preflight } from './preflight.ts';
import { fail } from './processes.ts';
import { regionInForce } from './region.ts';
import type { Findings, Target } from './target.ts';

interface Command {
  /** What `cdk` is called with before what the command line says. */
  readonly words: readonly string[];
  /** What is about to happen: `Deploying`. */
  readonly doing: string;
  readonly processes: boolean;
  check(target: Target): Promise<Findings>;
}

/**
 * Runs a command of the CDK in this terminal, after all that it needs has been looked at: where something is wrong it is
 * said in sentences, and nothing is started. Ends with the CDK's exit code, or 1.
 */
export async function cdkCommand({ words, doing, processes, check }: Command): Promise<void> {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg === '--help' || arg === '-h')) return run([...words, ...args]);
  const options = optionsIn(args);
  if (options.profile !== undefined) process.env.AWS_PROFILE = options.profile;
  const region = await regionInForce(options, process.env);
  const { env } = process;
  const { target, problems, notes } = await preflight({ options, region, env, accountIn, check, processes });
  if (problems.length > 0 || target === undefined) return fail(...problems);
  for (const sentence of notes) console.error(sentence);
  const { config, accountID } = target;
  console.error(`${doing} ${stackName(config.stage)} in account ${accountID}, ${target.region}.`);
  // So that the CDK means the same region, for it would otherwise take us-east-1 where none is named.
  process.env.AWS_REGION = target.region;
  return run([...words, ...args]);
}

function optionsIn(args: readonly string[]): CdkOptions {
  try {
    return readCdkOptions(args, process.env);
  } catch (error) {
    if (!(error instanceof Problems)) throw error;
    return fail(error.message);
  }
}

/** A signal of the terminal reaches the CDK by itself; what is sent to this process alone is passed on. */
async function run(args: readonly string[]): Promise<void> {
  const cdk = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  const child = spawn(process.execPath, [cdk, ...args], { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
