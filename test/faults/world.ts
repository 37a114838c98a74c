import { type Fakes, fakePorts } from '#test/fakes/ports.ts';
import { type Timeline, timelineFrom } from '#test/fakes/timeline.ts';
import type { Actor } from './actor.ts';
import { aCallbackQueue, type CallbackQueue } from './callback-queue.ts';
import { type Chance, chanceOf } from './chance.ts';
import type { Counts } from './counts.ts';
import type { FaultKind } from './faults.ts';
import { type FunctionPorts, invoke } from './functions.ts';
import type { Mutation } from './mutation.ts';
import { catalogue } from './processes.ts';
import { aQueue, type MessageQueue } from './queue.ts';
import type { Schedule } from './schedule.ts';
import { type Settings, settings } from './settings.ts';
import { type Watch, watchOver } from './watch.ts';
import { watched } from './watched.ts';

/** Everything that is simulated, of one schedule. */
export interface World {
  readonly schedule: Schedule;
  readonly mutation: Mutation;
  readonly settings: Settings;
  readonly timeline: Timeline;
  readonly chance: Chance;
  readonly fakes: Fakes;
  /** The fakes, as functions reach them: through the mutation, watched. */
  readonly ports: FunctionPorts;
  readonly watch: Watch;
  readonly queue: MessageQueue;
  readonly callbacks: CallbackQueue;
  readonly counts: Counts;
  /** Whose request is being carried out, and what goes wrong with it. */
  acting: { readonly actor: Actor; readonly trouble: FaultKind | undefined } | undefined;
  /** How many functions have died. */
  killed: number;
  log(who: string, what: string, trouble?: string): void;
}

export const start = Date.parse('2026-11-01T12:00:00.000Z');

export function aWorld(
  schedule: Schedule,
  counts: Counts,
  { mutation, log }: { readonly mutation: Mutation; readonly log?: ((line: string) => void) | undefined },
): World {
  const timeline = timelineFrom(start);
  const fakes = fakePorts({
    clock: timeline,
    send: async (message) => world.queue.put(message),
    invoke: (processID, invocation) => invoke(world, processID, invocation),
    sendCallback: async (callback) => world.callbacks.put(callback),
    report: async (outcome) => world.callbacks.report(outcome),
    post: async ({ url, headers }) => {
      if (world.acting?.trouble === 'throttle') return { statusCode: 503 };
      watch.heard(url, headers['webhook-id'] ?? '');
      return { statusCode: 204 };
    },
  });
  const watch = watchOver(fakes.store, timeline.now, settings.maxAttempts);
  const world: World = {
    schedule,
    mutation,
    settings: { ...settings, ...mutation.settings },
    timeline,
    chance: chanceOf(schedule, counts),
    fakes,
    ports: {
      ...watched({ ...fakes, ...mutation.beneath?.(fakes) }, fakes.store, watch, () => world.acting),
      catalogue,
      log: { error: () => {} },
    },
    watch,
    queue: aQueue(() => world),
    callbacks: aCallbackQueue(() => world),
    counts,
    acting: undefined,
    killed: 0,
    log: (who, what, trouble) => {
      if (!log) return;
      const seconds = ((timeline.now() - start) / 1000).toFixed(3).padStart(9);
      log(`${seconds} ${who}: ${what}${trouble === undefined ? '' : ` [${trouble}]`}`);
    },
  };
  return world;
}
