/** What keeps two live copies of a job apart, beside the fence: who waits for whom, and how long. */
import { beforeAll, describe, expect, it } from 'vitest';
import { all, ofType, type Synthesised, synthesised, type Template } from './synthesised.ts';

/** All in seconds. */
interface Times {
  readonly heartbeat: number;
  readonly lease: number;
  readonly soft: number;
  readonly hard: number;
  readonly timeout: number;
  readonly visibility: number;
}

let callbacks: Template;
let processes: readonly (readonly [string, Times])[];
beforeAll(async () => {
  const apps = await Promise.all([
    synthesised('two'),
    synthesised('two', { processes: { first: { timeout: { soft: 870, hard: 870 } } } }),
    synthesised('two', { leaseSeconds: 2, heartbeatSeconds: 1 }),
  ]);
  callbacks = apps[0].parent;
  processes = apps.flatMap(({ processes }: Synthesised) =>
    [...processes].map(([id, template]) => [id, timesOf(template)] as const),
  );
});

describe('of every process', () => {
  it('heartbeat × 2 ≤ lease, so that one that is lost costs no lease', () => {
    for (const [id, { heartbeat, lease }] of processes) expect(heartbeat * 2, id).toBeLessThanOrEqual(lease);
  });

  it('soft limit ≤ hard limit ≤ time-out − 30, so that there is time to record that the time was up', () => {
    for (const [id, { soft, hard, timeout }] of processes) {
      expect(soft, id).toBeLessThanOrEqual(hard);
      expect(hard + 30, id).toBeLessThanOrEqual(timeout);
    }
  });

  it('time-out ≤ 900, which is Lambda’s own', () => {
    for (const [id, { timeout }] of processes) expect(timeout, id).toBeLessThanOrEqual(900);
  });

  it('time-out + 60 ≤ visibility, so that a message comes again only when its function is surely over', () => {
    for (const [id, { timeout, visibility }] of processes) {
      expect(timeout + 60, id).toBeLessThanOrEqual(visibility);
    }
  });
});

it('receipts × visibility of callbacks > the sum of their waits, so that none is a dead letter before its time', () => {
  const settings = all(callbacks, 'AWS::Lambda::Function').flatMap(({ Properties }) => {
    const waits = Properties.Environment?.Variables?.CALLBACK_RETRIES;
    return waits ? String(waits).split(',').map(Number) : [];
  });

  const sum = settings.reduce((total, wait) => total + wait, 0);
  expect(sum).toBeGreaterThan(23 * 3600);
  expect(secondsOf('Callbacks')).toBeGreaterThan(sum);
});

it('receipts × visibility of outcomes > a day, for which the table may be out of reach', () => {
  expect(secondsOf('CallbackOutcomes')).toBeGreaterThan(24 * 3600);
});

/** For which a message lasts that nobody works off. */
function secondsOf(queue: string): number {
  const id = new RegExp(`^${queue}[0-9A-F]{8}$`);
  const [, found] = ofType(callbacks, 'AWS::SQS::Queue').find(([logicalID]) => id.test(logicalID)) ?? [];
  const receipts = Number(found?.Properties.RedrivePolicy?.maxReceiveCount);
  return receipts * Number(found?.Properties.VisibilityTimeout);
}

function timesOf(template: Template): Times {
  const properties = all(template, 'AWS::Lambda::Function')[0]?.Properties;
  const variables = properties?.Environment?.Variables;
  return {
    heartbeat: Number(variables?.HEARTBEAT_SECONDS),
    lease: Number(variables?.LEASE_SECONDS),
    soft: Number(variables?.SOFT_LIMIT),
    hard: Number(variables?.HARD_LIMIT),
    timeout: Number(properties?.Timeout),
    visibility: Number(all(template, 'AWS::SQS::Queue')[0]?.Properties.VisibilityTimeout),
  };
}
