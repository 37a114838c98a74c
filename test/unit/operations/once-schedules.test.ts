import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ports } from '#lib/job/ports.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { aServer, ask, jobOf, type Server } from './server-fixtures.ts';
import { holdTime, pass, settings, sleep, textOutput } from './worker-fixtures.ts';

/** What one run of the code does, and after how many seconds. */
interface Fate {
  readonly ends: 'well' | 'badly';
  readonly after: number;
}

/** The first attempts to start die so many seconds later, whatever they are at. */
interface Schedule {
  readonly starts: readonly number[];
  readonly fates: readonly Fate[];
  readonly deaths: readonly number[];
  readonly seed: number;
}

const schedules: fc.Arbitrary<Schedule> = fc.record({
  starts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 6 }),
  fates: fc.array(
    fc.record({ ends: fc.constantFrom('well', 'badly'), after: fc.integer({ min: 0, max: 100 }) }),
    { maxLength: 3 },
  ),
  deaths: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
  seed: fc.nat(),
});

holdTime();

it('I1, I4, I7: however attempts interleave, fail and die, all jobs end, and no run was for nothing', async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const { server, runs, failed } = await played(schedule);

      const jobs = [...server.store.jobs.values()];
      const results = await Promise.all(jobs.map(({ jobID }) => server.results.read(jobID)));
      const texts = results.flatMap((found) => found?.results?.values.result?.bytes ?? []).map(String);
      expect(jobs.filter(({ status }) => !isTerminal(status))).toEqual([]);
      expect(texts).toHaveLength(jobs.filter(({ status }) => status === 'successful').length);
      expect(runs).toBeLessThanOrEqual(1 + failed + schedule.deaths.length);
      // One that dies after its end was written, and before the entry was, is not seen by the others.
      expect(new Set(texts).size).toBeLessThanOrEqual(1 + schedule.deaths.length);
      expect([...server.store.flights.values()].filter(({ until }) => until > Date.now())).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

/** Plays a schedule until all must be over, with a sweep each minute. */
async function played({ starts, fates, deaths, seed }: Schedule) {
  const made = { runs: 0, failed: 0 };
  const server = aServer(
    async () => {
      const run = made.runs++;
      const { ends, after } = fates[run] ?? { ends: 'well', after: 5 };
      await sleep(after);
      if (ends === 'well') return { values: textOutput(`run ${run}`) };
      made.failed++;
      return { failure: { code: 'job-failed', detail: 'Too loud.' } };
    },
    { cacheTtl: 36_000 },
  );
  const random = randomFrom(seed);
  const mortality = [...deaths];
  const work = (jobID: string) => {
    const dies = mortality.shift();
    const until = dies === undefined ? Infinity : Date.now() + dies * 1000;
    void runJob(slowed(server, until, random), server.own, jobID, settings).catch(() => {});
  };
  const deliver = () => {
    for (const { jobID } of server.store.messages.splice(0)) work(jobID);
  };

  for (const start of [...starts].sort((a, b) => a - b)) {
    void sleep(start).then(async () => {
      jobOf(await ask(server, { headers: { prefer: 'respond-async' } }));
      deliver();
    });
  }
  for (let minute = 0; minute < 45; minute++) {
    await pass(60);
    await server.sweep();
    deliver();
  }
  return { server, ...made };
}

/** Ports that answer late, each time otherwise; from `until` on they neither do anything nor answer. */
function slowed(server: Server, until: number, random: () => number): Server {
  const never = new Promise<never>(() => {});
  const late = async () => {
    await sleep(random() * 0.5);
    if (Date.now() >= until) await never;
  };
  const slow = <P extends object>(port: P): P =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]) => {
          await late();
          const answer: unknown = await Reflect.apply(method, target, given);
          await late();
          return answer;
        };
      },
    });
  const names = ['transitions', 'submissions', 'cache', 'newCacheEntries', 'flights', 'newOutputs'] as const;
  const ports: Pick<Ports, (typeof names)[number]> = server;
  return { ...server, ...Object.fromEntries(names.map((name) => [name, slow(ports[name])])) };
}

/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
