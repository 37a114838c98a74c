import type { Exchanges } from './exchange.ts';
import type { Server } from './server.ts';

/** How one requirement, or one recommendation, is tested. */
export interface Check<E extends Exchanges = Exchanges> {
  /** As requirements.csv numbers it, such as `C15`; of a recommendation its id. */
  readonly number: string;
  /** As the standard prints it, such as `/req/core/http`. */
  readonly id: string;
  /** What is held to, in a sentence without its full stop. */
  readonly title: string;
  /** Obtains the exchanges. Throws `NotRun` where something is missing that the check needs. */
  exchanges(server: Server): Promise<E>;
  /** What is wrong with them: sentences, none where all is well. A function of the exchanges and nothing else. */
  check(exchanges: E): readonly string[] | Promise<readonly string[]>;
}

/** Lets TypeScript infer the exchanges of a check. */
export function defineCheck<E extends Exchanges>(check: Check<E>): Check<E> {
  return check;
}

/** A check could not be run: the message says what is missing. */
export class NotRun extends Error {
  override readonly name = 'NotRun';
}

/** What is wrong with the exchanges; what cannot be read of them is wrong, too. */
export async function problemsOf(check: Check, exchanges: Exchanges): Promise<readonly string[]> {
  try {
    return await check.check(exchanges);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The conformance class that a requirement belongs to, such as `core`. */
export function classOf({ id }: Pick<Check, 'id'>): string {
  return id.split('/')[2] ?? '';
}

export function isRecommendation({ id }: Pick<Check, 'id'>): boolean {
  return id.startsWith('/rec/');
}
