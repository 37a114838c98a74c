import { expect } from 'vitest';
import { killRounds } from './kill-rounds.ts';
import { attempts } from './kill-witness.ts';

/** Words that a job may fail with here: the platform took all of its attempts. */
const usedUp =
  /^The job was started 10 times, and .* the worker was lost|^The job could not be run, although/;

/**
 * Runs rounds and holds what the client saw to the guarantees. The seed is printed; `KILL_SEED` repeats one, though not the
 * moments at which the machine gets to things.
 */
export async function expectNothingLost({
  rounds,
  jobs,
}: {
  readonly rounds: number;
  readonly jobs: number;
}) {
  const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 32));
  const began = performance.now();
  let round = 0;
  const {
    kills,
    jobs: made,
    atOnce,
    listed,
  } = await killRounds({
    rounds,
    jobs,
    seed,
    onRound: (acknowledged, ended) => {
      round += 1;
      if (rounds > 2) say(`Round ${round}, seed ${seed}: ${acknowledged} jobs acknowledged, ${ended} ended.`);
    },
  });
  const attempted = made.reduce((sum, { runs }) => sum + runs.length, 0);
  const seconds = Math.round((performance.now() - began) / 1000);
  say(
    `${rounds} rounds, seed ${seed}, ${seconds} s: ${made.length} jobs acknowledged, ${atOnce} answered at once, ` +
      `${attempted} starts; killed ${Object.entries(kills)
        .map(([kind, count]) => `${kind} × ${count}`)
        .join(', ')}.`,
  );
  const those = (isWrong: (one: (typeof made)[number]) => boolean) => made.filter(isWrong);

  expect(made.length + atOnce, 'every submission was answered').toBe(rounds * jobs);
  expect(new Set(made.map(({ job }) => job.jobID)).size, 'each by a job of its own').toBe(made.length);
  expect(
    those(({ first }) => first === undefined),
    'I1: lost, as they never ended',
  ).toEqual([]);
  expect(
    those(({ first }) => first?.status !== 'successful' && !usedUp.test(first?.message ?? '')),
    'ended otherwise than they should',
  ).toEqual([]);
  expect(
    those(({ first, last }) => JSON.stringify(first) !== JSON.stringify(last)),
    'I2: changed after they had ended',
  ).toEqual([]);
  expect(
    those(({ job, first, runs }) => first?.status === 'successful' && !isOf(first.results, job.name, runs)),
    'I3, I4: successful with results that are not those of one run of theirs',
  ).toEqual([]);
  expect(
    those(({ first }) => first?.status !== 'successful' && first?.results !== undefined),
    'I4: results of what is not successful',
  ).toEqual([]);
  expect(
    those(({ first, runs }) => runs.length > attempts || (first?.attempts.length ?? 0) > attempts),
    'I5: started more often than they may be',
  ).toEqual([]);
  expect(
    those(({ first, runs }) => runs.length > Math.max(1, first?.attempts.length ?? 0)),
    'I5: started more often than their history says',
  ).toEqual([]);
  expect(
    those(({ job }) => !listed.has(job.jobID)),
    'missing from the list',
  ).toEqual([]);
  expect(
    [...listed].filter(([, status]) => status !== 'successful' && status !== 'failed'),
    'jobs whose answer got lost, and that never ended',
  ).toEqual([]);
  return { kills, made };
}

/** The process says its name and its run; of one output the raw results are that text. */
function isOf(results: string | undefined, name: string, runs: readonly string[]): boolean {
  return runs.some((run) => results?.includes(`${name} ${run}`));
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
