import type { Config } from '#lib/stack/config.ts';
import type { Account } from './account.ts';
import { isDenied } from './aws-errors.ts';

/** Where a command of the CDK is about to act. */
export interface Target {
  readonly config: Config;
  readonly region: string;
  readonly accountID: string;
  readonly account: Account;
}

/** What a check has found: problems keep the command from being run, notes do not. */
export interface Findings {
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

export const nothing: Findings = { problems: [], notes: [] };

export function problem(sentence: string): Findings {
  return { problems: [sentence], notes: [] };
}

export function note(...sentences: readonly string[]): Findings {
  return { problems: [], notes: sentences };
}

/** All that several checks have found, which run at once. */
export async function together(...checks: readonly Promise<Findings>[]): Promise<Findings> {
  const found = await Promise.all(checks);
  return {
    problems: found.flatMap(({ problems }) => problems),
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** A check by credentials that may not look: whoever deploys need not be allowed to. */
export async function whereAllowed(what: string, check: () => Promise<Findings>): Promise<Findings> {
  try {
    return await check();
  } catch (error) {
    if (!isDenied(error)) throw error;
    return note(`These credentials may not read ${what}, which was not checked.`);
  }
}
