import * as fc from 'fast-check';
import type { Counts } from './counts.ts';
import type { Mutation } from './mutation.ts';
import { type Schedule, schedules } from './schedule.ts';
import { simulate } from './simulate.ts';

export interface Search {
  readonly runs: number;
  readonly seed: number;
  /** Of a failure that was found before, to see it again. */
  readonly path?: string | undefined;
  readonly mutation?: Mutation;
  /** Whether the first failure is enough, and need not be made small. */
  readonly asFound?: boolean;
  readonly counts?: Counts;
}

/** The smallest schedule that breaks a guarantee, and how to find it again. */
export interface Found {
  readonly schedule: Schedule;
  readonly error: unknown;
  readonly seed: number;
  readonly path: string;
  /** Schedules until the first that failed. */
  readonly after: number;
}

/** Schedules simulated in a row, before anything else in this program has its turn. */
const inARow = 50;

/** Simulates so many schedules, until one breaks a guarantee; absent where none does. */
export async function search({
  runs,
  seed,
  path,
  mutation,
  asFound = false,
  counts,
}: Search): Promise<Found | undefined> {
  let simulated = 0;
  const property = fc.asyncProperty(schedules, async (schedule) => {
    if (++simulated % inARow === 0) await new Promise(setImmediate);
    await simulate(schedule, { ...(mutation && { mutation }), ...(counts && { counts }) });
  });
  // Most errors here are what clients are told, or are injected: traces of them cost time and are never read.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const details = await fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: asFound,
    ...(path !== undefined && { path }),
  });
  Error.stackTraceLimit = stackTraceLimit;
  if (!details.failed) return undefined;
  const [schedule] = details.counterexample ?? [];
  if (!schedule) throw new Error('The search was interrupted.', { cause: details.errorInstance });
  return {
    schedule,
    error: details.errorInstance,
    seed: details.seed,
    path: details.counterexamplePath ?? '',
    after: details.numRuns,
  };
}

/** A failure in words: what broke, by which schedule, how that went step by step, and how to see it again. */
export async function explain(
  { schedule, error, seed, path }: Found,
  mutation: Mutation = {},
): Promise<string> {
  const lines: string[] = [];
  await simulate(schedule, { mutation, log: (line) => lines.push(line) }).catch(() => {});
  return [
    String(error),
    JSON.stringify(schedule),
    ...lines,
    `To see it again: npm run test:faults -- --seed ${seed} --path ${path}`,
  ].join('\n');
}
