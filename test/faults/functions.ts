import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import type { Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { runNow } from '#lib/operations/run-now.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import type { Log } from '#lib/process/process.ts';
import { type Actor, anActor, Injected, type Role } from './actor.ts';
import { expectClaimable } from './claimable.ts';
import { ownProcess } from './processes.ts';
import { timeouts } from './settings.ts';
import type { World } from './world.ts';

/** What a function finds: all ports, though its operation picks a few. */
export type FunctionPorts = Ports & {
  readonly catalogue: Catalogue;
  readonly log: Pick<Log, 'error'>;
};

/** A function's environment was lost, or its time was over. */
export class Killed extends Error {}

/** Runs an operation as a function of its own: with its clock, its time limit and its death. */
export function invoked<T>(
  world: World,
  role: Role,
  work: (ports: FunctionPorts, actor: Actor) => Promise<T>,
): Promise<T> {
  const { timeline, mutation, counts, watch } = world;
  const end = Promise.withResolvers<T>();
  counts.add('functions');
  const name = `${role} ${counts.of('functions')}`;
  const actor = anActor(world, role, name, () => {
    expectClaimable(world, actor);
    end.reject(new Killed(`${name} was killed.`));
  });
  const limit = timeline.after(timeouts[role] * 1000, () => {
    if (actor.alive()) counts.add('time-outs');
    actor.kill();
  });
  const ports = mutation.above?.(role, actor.ports) ?? actor.ports;
  work(ports, actor).then(
    (value) => {
      if (!actor.alive()) return;
      finish();
      end.resolve(value);
    },
    (error: unknown) => {
      if (!actor.alive()) return;
      finish();
      if (!isExpected(error)) watch.fail('code', `${name} threw ${String(error)}`);
      end.reject(error);
    },
  );
  return end.promise;

  function finish() {
    actor.end();
    limit[Symbol.dispose]();
    world.log(name, 'ended');
  }
}

/** The process's own function, invoked by another. */
export function invoke(world: World, processID: string, invocation: Invocation): Promise<Outcome> {
  return invoked(world, 'worker', (ports, actor) =>
    runNow(ports, ownProcess(world, actor, processID), invocation, world.settings),
  );
}

/** What a client is told, and what the platform does, as against what must not happen. */
function isExpected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isExpected);
  return error instanceof Exception || error instanceof Injected || error instanceof Killed;
}
