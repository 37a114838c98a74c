import { isTerminal } from '#lib/job/transitions.ts';
import type { Actor } from './actor.ts';
import type { World } from './world.ts';

const patience = 180_000;
/** The most by which a clock is off. */
const skew = 5000;
/** What was under way when the function died has arrived by then. */
const settled = 1000;

/**
 * From a function's death on: within three minutes each job that it held or wrote last has ended or may be claimed,
 * whatever else goes wrong; where nothing else does, it has been claimed by then.
 */
export function expectClaimable({ timeline, chance, watch }: World, dead: Actor): void {
  const faults = chance.faults();
  const killed = timeline.now();
  timeline.after(patience, () => {
    const calm = chance.onlyCrashes() && chance.faults() === faults && dead.role !== 'sweep';
    for (const jobID of watch.jobIDs()) {
      const versions = watch.versions(jobID);
      const then = versions.findLast(({ at }) => at <= killed + settled);
      if (!then?.job || isTerminal(then.job.status)) continue;
      if (then.by !== dead && !watch.isHolder(dead, then.job.leaseToken)) continue;
      const { by, job: now } = versions.at(-1) ?? then;
      const taken = versions.some((one) => one.at > killed && one.by !== dead && one.by.role === 'worker');
      if (!now || isTerminal(now.status) || taken) continue;
      if (watch.isHeld(now.leaseToken)) continue;
      if (
        !calm &&
        (by !== dead || now.status === 'accepted' || (now.leaseUntil ?? 0) <= timeline.now() + skew)
      ) {
        continue;
      }
      watch.fail('I10', `${jobID} is ${now.status} in attempt ${now.attempt}, as ${dead.name} left it.`);
    }
  });
}
