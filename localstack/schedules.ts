import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Functions } from './functions.ts';
import { arn, nameOf, place } from './place.ts';
import { propertiesOf } from './properties.ts';
import type { Resource } from './template.ts';

const Target = z.object({
  Arn: z.string().regex(/^arn:aws:lambda:/, 'The runner knows functions as targets only.'),
});

const Rule = z.object({
  ScheduleExpression: z.string({ error: 'The runner knows rules with a schedule only.' }),
  State: z.string().default('ENABLED'),
  Targets: z.array(Target.extend({ Input: z.string().optional() })).default([]),
});

const Schedule = z.object({
  ScheduleExpression: z.string(),
  State: z.string().default('ENABLED'),
  Target: Target.extend({ Input: z.string().optional() }),
});

/** Minutes in the units of `rate(…)`. */
const units: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** A function that is invoked again and again. */
export interface Scheduled {
  readonly functionName: string;
  readonly payload: string;
  /** Milliseconds. */
  readonly every: number;
}

/** Reads a rule or a schedule of the template; one that is not enabled has nothing in it. */
export function toScheduled(resource: Resource): Scheduled[] {
  const { ScheduleExpression, State, targets } = toRule(resource);
  const every = millisecondsOf(ScheduleExpression, resource.path);
  if (State !== 'ENABLED') return [];
  return targets.map(({ Arn, Input }) => ({
    functionName: nameOf(Arn),
    payload: Input ?? JSON.stringify(toEvent(resource.name)),
    every,
  }));
}

/**
 * Invokes functions at their rates until stopped, and for the first time at once: whatever was due while nothing ran
 * is due now.
 *
 * @param minute Seconds that a minute lasts, so that tests need not wait.
 */
export function schedule(functions: Functions, scheduled: readonly Scheduled[], minute: number): () => void {
  const timers = scheduled.map(({ functionName, payload, every }) => {
    const run = () => void functions.invoke(functionName, payload);
    run();
    return setInterval(run, every * (minute / 60));
  });
  return () => timers.forEach(clearInterval);
}

function toRule(resource: Resource) {
  if (resource.type === 'AWS::Events::Rule') {
    const { Targets: targets, ...rule } = propertiesOf(Rule, resource);
    return { ...rule, targets };
  }
  const { Target: target, ...rule } = propertiesOf(Schedule, resource);
  return { ...rule, targets: [target] };
}

function millisecondsOf(expression: string, path: string): number {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const minutes = units[unit];
  if (minutes === undefined) {
    throw new Error(`The runner knows schedules such as rate(1 minute) only, and ${path} has ${expression}.`);
  }
  return Number(value) * minutes * 60_000;
}

function toEvent(name: string) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: place.account,
    time: new Date().toISOString(),
    region: place.region,
    resources: [arn('events', `rule/${name}`)],
    detail: {},
  };
}
