import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import {
  costOf,
  type Month,
  usageOf,
  usageOfIdleMonth,
  usageOfJob,
  usageOfMonth,
} from '../../../bin/cost-model.ts';
import { readMonth } from '../../../bin/cost-options.ts';
import { withTables } from '../../../bin/cost-tables.ts';

const second = { seconds: 1, memory: 1024 };
const aMonth: Month = {
  gateway: 'HttpApi',
  processes: 5,
  requests: 0,
  executions: 0,
  jobs: 0,
  executed: second,
  polls: 0,
};

describe('the cost of nothing', () => {
  it('is polling, which grows with each process, and what does not grow', () => {
    const few = usageOfIdleMonth(5);
    const many = usageOfIdleMonth(200);

    expect(few.queueRequests).toBe(8 * 657_000);
    expect(many.queueRequests).toBe(203 * 657_000);
    expect(many).toEqual({ ...few, queueRequests: many.queueRequests });
    expect(few).toMatchObject({ invocations: 43_800, reads: 175_200, alarmMetrics: 15, metrics: 4 });
  });

  it('is a month in which nothing is asked for', () => {
    expect(costOf(usageOfMonth(aMonth))).toBe(costOf(usageOfIdleMonth(5)));
  });
});

describe('the cost of an operation', () => {
  it('is that of one function, the gateway and the table', () => {
    const usage = usageOf('status', 'HttpApi', second);

    expect(usage).toMatchObject({ httpApi: 1, restApi: 0, invocations: 1, reads: 1, writes: 0 });
    expect(usage.gbSeconds).toBeCloseTo(0.04 * 0.5);
  });

  it('is that of two functions where a client waits for a process', () => {
    const usage = usageOf('sync, no cache', 'RestApi', second);

    expect(usage).toMatchObject({ restApi: 1, httpApi: 0, invocations: 2 });
    expect(usage.gbSeconds).toBeCloseTo(1.04 * 0.5 + 1.1 * 1);
  });

  it('counts what Lambda asks of the queue for a job', () => {
    expect(usageOf('run of a job, no cache', 'HttpApi', second)).toMatchObject({
      queueRequests: 2,
      fairRequests: 2,
      httpApi: 0,
      writes: 12,
    });
  });

  it('is multiplied by the price', () => {
    expect(costOf({ httpApi: 1_000_000, writes: 2_000_000, logs: 2 })).toBeCloseTo(1 + 1.25 + 1);
  });
});

it('a job is its submission, its run with heartbeats, the looks at it, and its results', () => {
  const job = usageOfJob({ ...aMonth, executed: { seconds: 45, memory: 1024 }, polls: 3 });

  expect(job).toMatchObject({
    invocations: 1 + 1 + 3 + 1,
    httpApi: 1 + 3 + 1,
    queueRequests: 1 + 2,
    writes: 7 + 12 + 2 * 3,
    reads: 3 + 3 + 2,
  });
});

it('a month is all of that, each as often as it happens', () => {
  const month = usageOfMonth({ ...aMonth, requests: 100, executions: 10, jobs: 1 });

  expect(month).toMatchObject({ httpApi: 100 + 10 + 2, metrics: 17 });
  expect(month.invocations).toBe(43_800 + 100 + 2 * 10 + 3);
});

describe('npm run cost', () => {
  it('reads the month that is asked about', () => {
    expect(readMonth(['--processes', '50', '--jobs=10', '--memory', '1024', '--gateway', 'RestApi'])).toEqual(
      {
        gateway: 'RestApi',
        processes: 50,
        requests: 0,
        executions: 0,
        jobs: 10,
        executed: { seconds: 1, memory: 1024 },
        polls: 5,
      },
    );
  });

  test.each([
    [['--proceses', '5'], 'There is no option --proceses; did you mean --processes?'],
    [['many'], /^There is no option many; there are --processes, --requests, /],
    [['--jobs', 'many'], '--jobs must be a number from 0 on, not many.'],
    [['--jobs'], '--jobs must be a number from 0 on, not true.'],
    [
      ['--executions', '10', '--seconds', '600'],
      '--seconds is 600, and an execution that takes more than 25 s is not answered synchronously: ask for --jobs in place of --executions.',
    ],
    [['--gateway', 'rest'], '--gateway must be HttpApi or RestApi, not rest.'],
  ])('refuses %j with a sentence', (args, sentence) => {
    expect(readMonth(args)).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
  });
});

it('npm run cost takes what synchronous executions may take, and more for jobs', () => {
  expect(readMonth(['--executions', '10', '--seconds', '25'])).toMatchObject({ executions: 10 });
  expect(readMonth(['--jobs', '10', '--seconds', '600'])).toMatchObject({ jobs: 10 });
});

describe('docs/cost.md', () => {
  const page = readFileSync('docs/cost.md', 'utf8');

  it('has the tables that the script makes: `npm run cost -- --write` renews them', () => {
    expect(page.match(/<!-- cost:\w+ -->/g)).toHaveLength(5);
    expect(withTables(page)).toBe(page);
  });

  it('names tables that the script makes', () => {
    expect(() => withTables('<!-- cost:none -->\n<!-- /cost -->')).toThrow(
      'There is no table none of costs.',
    );
  });
});
