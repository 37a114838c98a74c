import { join } from 'node:path';
import { type Config, toConfig } from '#lib/stack/config.ts';
import { contextOfFile } from '#lib/stack/context-of-file.ts';
import { loadProcesses } from '#lib/stack/load-processes.ts';
import { Problems } from '#lib/stack/problems.ts';
import { root } from '#lib/stack/root.ts';
import type { Account } from './account.ts';
import { toSentence } from './aws-errors.ts';
import type { CdkOptions } from './cdk-options.ts';
import { whoIs } from './credentials.ts';
import { checkRegion } from './region.ts';
import { type Findings, problem, type Target } from './target.ts';

interface Preflight {
  readonly options: CdkOptions;
  /** The region in force, where one is. */
  readonly region: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  accountIn(region: string): Account;
  /** What one would have to look at in the account. */
  check(target: Target): Promise<Findings>;
  /** Whether the processes are to be deployed. */
  readonly processes: boolean;
}

/** Everything that has to be right before anything is done, and where it will be done; absent: there are problems. */
export async function preflight({ options, region: inForce, env, accountIn, check, processes }: Preflight) {
  const { config, problems: ofSettings } = await readSettings(options);
  const ofRegion = checkRegion(config ?? { region: '', certificateArn: '' }, inForce);
  const region = inForce ?? (config?.region || undefined);
  // Whether there are credentials can be told in any region.
  const account = accountIn(region ?? 'us-east-1');
  const [who, ofProcesses] = await Promise.all([
    whoIs(account, region ?? 'us-east-1', env),
    config && processes ? problemsOfProcesses(config) : [],
  ]);
  const problems = [...ofSettings, ...ofProcesses, ...ofRegion, ...('problem' in who ? [who.problem] : [])];
  // In another account or region than the one that is meant there would be other problems.
  const unknown = config === undefined || region === undefined || ofRegion.length > 0 || 'problem' in who;
  if (unknown) return { problems, notes: [] };
  const target: Target = { config, region, accountID: who.id, account };
  const found = await check(target).catch((error: unknown) => problem(toSentence(error, { region, env })));
  return { target, problems: [...problems, ...found.problems], notes: found.notes };
}

async function readSettings({
  context,
}: CdkOptions): Promise<{ config?: Config; problems: readonly string[] }> {
  try {
    return { config: toConfig({ ...(await contextOfFile()), ...context }), problems: [] };
  } catch (error) {
    return { problems: sentencesOf(error) };
  }
}

async function problemsOfProcesses(config: Config): Promise<readonly string[]> {
  try {
    await loadProcesses(join(root, 'processes/index.ts'), config);
    return [];
  } catch (error) {
    return sentencesOf(error);
  }
}

function sentencesOf(error: unknown): readonly string[] {
  if (!(error instanceof Problems)) throw error;
  return error.message.split('\n');
}
