import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, start } from '#test/local/setup/command.ts';
import { type Chance, chance } from './kill-chance.ts';
import { type Acknowledged, type Seen, type StubbornClient, stubbornClient } from './kill-client.ts';
import { type Kind, kinds, targetsOf } from './kill-targets.ts';

/** What came of some rounds, as the client saw it. */
export interface Rounds {
  readonly kills: Readonly<Record<Kind, number>>;
  /** Jobs that were answered 201, with what was seen of each right after its end; absent: it never ended. */
  readonly jobs: readonly {
    readonly job: Acknowledged;
    readonly first: Seen | undefined;
    /** The same, read once more after the last round. */
    readonly last: Seen | undefined;
    /** Every start of the author's code for it. */
    readonly runs: readonly string[];
  }[];
  /** Executions that were answered with results at once. */
  readonly atOnce: number;
  /** Status by jobID of all jobs in the list after the last round, those included whose answer got lost. */
  readonly listed: ReadonlyMap<string, string>;
}

/** What takes minutes when deployed takes seconds. */
const impatient = [
  ...['--minute', '1', '--processes', 'test/faults/kill-processes.ts'],
  ...[
    'leaseSeconds=2',
    'heartbeatSeconds=1',
    'redispatchSeconds=2',
    'concurrency=8',
    'pageMaximum=1000',
  ].flatMap((setting) => ['-c', setting]),
];

const clients = 12;
/** Kills in a round, and milliseconds between them. The runner is killed once in each. */
const killsARound = 12;
const interval = [100, 500] as const;
/** Milliseconds for all jobs of a round to end once nothing is killed any more. */
const patience = 90_000;

/** Puts so many jobs into flight in each round while processes are killed at random, and waits for their end. */
export async function killRounds(options: {
  readonly rounds: number;
  readonly jobs: number;
  readonly seed: number;
  /** Hears how many jobs have been acknowledged, and how many of them have ended, after each round. */
  onRound(acknowledged: number, ended: number): void;
}): Promise<Rounds> {
  const drawn = chance(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  const traces = join(folder, 'runs');
  mkdirSync(traces);
  const environment = { DATA_DIR: join(folder, 'data'), RUNS: traces, LOG: 'silent' };
  const first = await start(impatient, { PORT: '0', ...environment });
  const { port } = new URL(first.url);
  const world: World = {
    runner: first,
    restart: () => start(impatient, { PORT: port, ...environment }),
  };
  const client = stubbornClient(first.url, 'witness');
  const kills: Record<Kind, number> = { ...noKills };
  const seen = new Map<string, Seen>();
  const jobs: Acknowledged[] = [];
  let atOnce = 0;
  try {
    for (let round = 0; round < options.rounds; round++) {
      const killing = killAtRandom(world, drawn, kills);
      const answers = await submitAll(client, drawn, `${round}`, options.jobs);
      await killing;
      const acknowledged = answers.filter((answer) => answer !== undefined);
      atOnce += answers.length - acknowledged.length;
      jobs.push(...acknowledged);
      await seeAll(client, acknowledged, seen);
      options.onRound(jobs.length, seen.size);
    }
    const listed = await settled(client);
    const last = new Map<string, Seen>();
    await seeAll(client, jobs, last);
    return {
      kills,
      atOnce,
      listed,
      jobs: jobs.map((job) => ({
        job,
        first: seen.get(job.jobID),
        last: last.get(job.jobID),
        runs: runsOf(traces, job.jobID),
      })),
    };
  } finally {
    await world.runner.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

const noKills = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;

interface World {
  runner: Command;
  restart(): Promise<Command>;
}

async function killAtRandom(world: World, drawn: Chance, kills: Record<Kind, number>): Promise<void> {
  const runnerAt = drawn.between(2, killsARound - 3);
  const others = kinds.filter((kind) => kind !== 'runner');
  for (let kill = 0; kill < killsARound; kill++) {
    await pause(drawn.between(...interval));
    if (kill === runnerAt) {
      await world.runner.end('SIGKILL');
      world.runner = await world.restart();
      kills.runner += 1;
      continue;
    }
    const kind = others[kill % others.length] ?? 'table';
    const pid = drawn.one(targetsOf(world.runner)[kind]);
    if (pid === undefined || !end(pid)) continue;
    kills[kind] += 1;
  }
}

/** Whether it was still there. */
function end(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Most as jobs from the start; of ten, one is a synchronous execution that takes too long and so becomes one. */
async function submitAll(
  client: StubbornClient,
  drawn: Chance,
  round: string,
  count: number,
): Promise<(Acknowledged | undefined)[]> {
  const plans = Array.from({ length: count }, (_, index) => ({
    name: `${round}-${index}`,
    milliseconds: index % 10 === 0 ? drawn.between(700, 1500) : drawn.between(20, 300),
    stumbles: index % 7 === 0 ? drawn.between(1, 2) : 0,
    prefer: index % 10 === 0 ? 'wait=1' : 'respond-async',
  }));
  return inLines(clients, plans, ({ prefer, ...inputs }) => client.submit(inputs, prefer));
}

/** The list says which are worth a look, so that looking does not take the time of those that are looked at. */
async function seeAll(
  client: StubbornClient,
  jobs: readonly Acknowledged[],
  seen: Map<string, Seen>,
): Promise<void> {
  for (const limit = Date.now() + patience; Date.now() < limit; await pause(500)) {
    const open = await client.open();
    const ended = jobs.filter(({ jobID }) => !seen.has(jobID) && !open.has(jobID));
    await inLines(clients, ended, async ({ jobID }) => {
      const now = await client.see(jobID);
      if (now) seen.set(jobID, now);
    });
    if (jobs.every(({ jobID }) => seen.has(jobID))) return;
  }
}

/** Jobs whose answer got lost end too. */
async function settled(client: StubbornClient): Promise<ReadonlyMap<string, string>> {
  const limit = Date.now() + patience;
  while ((await client.open()).size > 0 && Date.now() < limit) await pause(500);
  return client.list();
}

function runsOf(traces: string, jobID: string): readonly string[] {
  return readdirSync(traces).includes(jobID)
    ? readFileSync(join(traces, jobID), 'utf8').trim().split('\n')
    : [];
}

/** Applies to all items, so many at once, and keeps their order. */
async function inLines<T, R>(
  width: number,
  items: readonly T[],
  apply: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const [index, item] of waiting) results[index] = await apply(item);
    }),
  );
  return results;
}
