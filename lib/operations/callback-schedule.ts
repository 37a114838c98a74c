/** When a callback is tried. */
export interface CallbackSchedule {
  /** Seconds between the times of further attempts, the first of them counted from when the callback was sent. */
  readonly retries: readonly number[];
}

/** Seconds for which SQS hides a message at most, less what an attempt takes. */
const longestWait = 43_000;

/** Seconds by which the clock here may differ from the queue's, which says when a callback was sent. */
const clocksApart = 5;

/** Seconds until the next attempt, so many after the callback was sent; absent where there is none left. */
export function nextWait(elapsed: number, schedule: CallbackSchedule): number | undefined {
  // By a clock that is late the first time is still to come, but it is the one that was just used.
  const [, ...times] = timesOf(schedule);
  const next = times.find((time) => time > elapsed);
  return next === undefined ? undefined : Math.ceil(next - elapsed);
}

/**
 * How often a callback may have been tried by now, that was received so often, so many seconds after it was sent: once for
 * each time that has passed. A throttled function uses up receipts as well, and a backlog lets times pass, so neither number
 * says it alone.
 */
export function attemptsBy(elapsed: number, received: number, schedule: CallbackSchedule): number {
  const passed = timesOf(schedule).filter((time) => time <= elapsed + clocksApart).length;
  return Math.max(1, Math.min(received, passed));
}

/** In seconds after the callback was sent, the first at once. A wait that is too long has attempts in it. */
function timesOf({ retries }: CallbackSchedule): readonly number[] {
  const times = [0];
  let time = 0;
  for (const wait of retries) {
    for (let left = wait; left > 0; left -= longestWait) {
      time += Math.min(left, longestWait);
      times.push(time);
    }
  }
  return times;
}
