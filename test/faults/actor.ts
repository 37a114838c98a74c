import type { Clock } from '#lib/job/ports.ts';
import { fateOf } from './fate.ts';
import type { Trouble } from './faults.ts';
import type { FunctionPorts } from './functions.ts';
import { throughPoints } from './points.ts';
import type { World } from './world.ts';

/** The functions, by what they do. */
export type Role =
  | 'execute'
  | 'read'
  | 'dismiss'
  | 'worker'
  | 'sweep'
  | 'dead-letters'
  | 'callback'
  | 'record';

/** One invocation of a function. */
export interface Actor {
  readonly name: string;
  readonly role: Role;
  /** Its own, which may be off; nothing is done for it once it is dead. */
  readonly clock: Clock;
  /** Every call takes time and can go wrong. */
  readonly ports: FunctionPorts;
  /** Passes a point of its own, such as that where the author's code starts. */
  call<T>(point: string, effect: () => Promise<T>): Promise<T>;
  alive(): boolean;
  /** From now on nothing of it runs, and what it was told is forgotten. */
  end(): void;
  /** The same, by force. */
  kill(): void;
}

/** What the platform does to a request, as an SDK reports it. */
export class Injected extends Error {
  constructor(point: string) {
    super(`The request ${point} failed.`);
  }
}

export function anActor(world: World, role: Role, name: string, onKilled: () => void): Actor {
  const { timeline, chance } = world;
  const skew = chance.skew();
  let alive = true;
  let killed = false;
  let pausedUntil = 0;

  const actor: Actor = {
    name,
    role,
    clock: { now: () => timeline.now() + skew, id: timeline.id, chance: timeline.chance, after: wake },
    ports: throughPoints(world.ports, call, () => actor.clock),
    call,
    alive: () => alive,
    end: () => {
      alive = false;
    },
    kill: () => {
      if (!alive) return;
      alive = false;
      killed = true;
      world.log(name, 'killed');
      onKilled();
    },
  };
  return actor;

  /** Later, unless the actor is dead by then; later still where it is paused. */
  function wake(milliseconds: number, act: () => void): Disposable {
    let timer = timeline.after(milliseconds, ring);
    return { [Symbol.dispose]: () => timer[Symbol.dispose]() };

    function ring() {
      if (!alive) return;
      if (timeline.now() < pausedUntil) timer = timeline.after(pausedUntil - timeline.now(), ring);
      else act();
    }
  }

  function call<T>(point: string, effect: () => Promise<T>): Promise<T> {
    const answer = Promise.withResolvers<T>();
    if (!alive) {
      if (!killed) world.watch.afterEnd(actor, point);
      return answer.promise;
    }
    const trouble = fitting(point, chance.next());
    world.log(name, point, trouble?.kind);
    if (trouble) chance.happened(trouble.kind);
    send(point, effect, trouble, {
      resolve: (value) => void wake(chance.latency(), () => answer.resolve(value)),
      reject: (error) => void wake(chance.latency(), () => answer.reject(error)),
    });
    return answer.promise;
  }

  function send<T>(point: string, effect: () => Promise<T>, trouble: Trouble | undefined, answer: Answer<T>) {
    const { delays, ends, early } = fateOf(point, trouble);
    if (trouble?.kind === 'pause') pausedUntil = timeline.now() + trouble.seconds * 1000;
    const conclude = (made?: Promise<T>) => {
      if (made && ends === 'answer') {
        made.then(answer.resolve, answer.reject);
        return;
      }
      made?.catch(() => {});
      if (ends === 'die') actor.kill();
      else answer.reject(new Injected(point));
    };
    if (early || delays.length === 0) conclude();
    for (const [index, delay] of delays.entries()) {
      timeline.after(chance.latency() + delay, () => {
        const made = perform(effect, trouble);
        if (early || index < delays.length - 1) made.catch(() => {});
        else conclude(made);
      });
    }
  }

  function perform<T>(effect: () => Promise<T>, trouble: Trouble | undefined): Promise<T> {
    world.acting = { actor, trouble: trouble?.kind };
    return effect();
  }
}

/** Only what an index shows can be stale; elsewhere it comes late. */
function fitting(point: string, trouble: Trouble | undefined): Trouble | undefined {
  return trouble?.kind === 'stale' && point !== 'dueJobs.due' ? { ...trouble, kind: 'slow' } : trouble;
}

interface Answer<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}
