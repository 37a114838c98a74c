/** As deployed, but that the author's code has less time, so that schedules stay short. In seconds where not said otherwise. */
export const settings = {
  leaseSeconds: 60,
  heartbeatSeconds: 20,
  redispatchSeconds: 60,
  maxAttempts: 3,
  /** Days. */
  retentionDays: 365,
  softLimit: 90,
  hardLimit: 120,
  /** Between callbacks that tell of progress. */
  progressSeconds: 10,
  syncWait: 10,
  syncWaitMaximum: 25,
  /** Jobs of an owner; 0: as many as there are. */
  activeJobs: 0,
  /** Bytes. */
  bodyLimit: 1_000_000,
} as const;

export type Settings = { readonly [K in keyof typeof settings]: number };

/** When Lambda ends a function by force, in seconds; as lib/stack has it. */
export const timeouts = {
  execute: 28,
  read: 15,
  dismiss: 15,
  sweep: 55,
  'dead-letters': 60,
  callback: 45,
  record: 30,
  worker: settings.hardLimit + 30,
} as const;

/** Milliseconds that a message is hidden which this function has received. */
export function visibilityOf(role: keyof typeof timeouts): number {
  return (timeouts[role] + 60) * 1000;
}
