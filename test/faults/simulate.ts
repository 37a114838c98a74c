import { isTerminal } from '#lib/job/transitions.ts';
import { sweep } from '#lib/operations/sweep.ts';
import { audit } from './audit.ts';
import { startClient } from './clients.ts';
import { Counts } from './counts.ts';
import { invoked } from './functions.ts';
import type { Mutation } from './mutation.ts';
import type { Schedule } from './schedule.ts';
import { Violation } from './violation.ts';
import { aWorld, start, type World } from './world.ts';

const minute = 60_000;
/** By then everything has ended, whatever went wrong in the first minutes. */
const longest = 8 * 60 * minute;

/** A schedule to its end, with what happened in it. Rejects with a violation as soon as there is one. */
export async function simulate(
  schedule: Schedule,
  {
    mutation = {},
    counts = new Counts(),
    log,
  }: {
    readonly mutation?: Mutation;
    readonly counts?: Counts;
    readonly log?: ((line: string) => void) | undefined;
  } = {},
): Promise<World> {
  const world = aWorld(schedule, counts, { mutation, log });
  const { timeline, watch, fakes } = world;
  for (const [index, client] of schedule.clients.entries()) startClient(world, client, index);
  counts.add('schedules');

  let nextSweep = start + minute;
  for (;;) {
    const next = timeline.next();
    if (next === undefined && !unfinished(world)) break;
    const late = timeline.now() > start + longest ? unfinished(world) : undefined;
    if (late) throw new Violation('I1', `${late.jobID} has not ended after eight hours.`);
    if (next !== undefined && next <= nextSweep) {
      counts.add('steps');
      timeline.step();
    } else {
      timeline.advance(nextSweep - timeline.now());
      nextSweep += minute;
      tick(world);
    }
    await quiet();
    const actor = world.acting?.actor;
    if (actor) watch.look(actor);
    world.acting = undefined;
    throwIfBroken(world);
  }
  await audit(world);
  throwIfBroken(world);
  counts.add('jobs', fakes.store.jobs.size);
  counts.add('points', world.chance.points());
  return world;
}

/** All that can go on without time passing has gone on. */
function quiet(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve));
}

function throwIfBroken({ watch }: World): void {
  const violation = watch.violation();
  if (violation) throw violation;
}

function unfinished({ fakes }: World) {
  return [...fakes.store.jobs.values()].find(
    ({ status, dueAt }) => !isTerminal(status) || dueAt !== undefined,
  );
}

/** A minute has passed: the sweeper starts, once, twice or not at all. A sweep that would find nothing is left out. */
function tick(world: World): void {
  const { fakes, timeline, chance, mutation, settings } = world;
  const soon = timeline.now() + 10_000;
  if (
    mutation.withoutSweeper ||
    ![...fakes.store.jobs.values()].some(({ dueAt = Infinity }) => dueAt <= soon)
  ) {
    return;
  }
  const trouble = chance.next();
  if (trouble) chance.happened(`sweep ${trouble.kind === 'twice' ? 'doubled' : 'left out'}`);
  const times = trouble === undefined ? 1 : trouble.kind === 'twice' ? 2 : 0;
  for (let time = 0; time < times; time++) {
    invoked(world, 'sweep', (ports) => sweep(ports, settings)).catch(() => {});
  }
}
