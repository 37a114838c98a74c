import type { Account } from './account.ts';
import { toSentence } from './aws-errors.ts';

/** Whose credentials these are, or a sentence that says why nobody can tell, with what helps. */
export async function whoIs(
  account: Pick<Account, 'id'>,
  region: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly id: string } | { readonly problem: string }> {
  try {
    return { id: await account.id() };
  } catch (error) {
    return { problem: toSentence(error, { region, env }) };
  }
}
