import { type Operation, type OperationName, operations } from './cost-operations.ts';
import { type PriceName, prices } from './cost-prices.ts';

/** Units by what they cost. */
export type Usage = Readonly<Partial<Record<PriceName, number>>>;

/** What is assumed, because nothing was measured on AWS. Milliseconds as Lambda bills them, cold starts spread over all. */
export const assumed = {
  /** Megabytes of a function behind the gateway (lib/stack/function.ts). */
  apiMemory: 512,
  /** An answer that needs nothing but the function, and one that asks table, queue or bucket. */
  stillMs: 15,
  askingMs: 40,
  /** What the execution adds to the process's own time: in the function that waits for it, and in the process's own. */
  waitingMs: 40,
  runningMs: 100,
  sweepMs: 100,
  /** Bytes. */
  logsPerInvocation: 1_500,
  accessLog: 200,
  answer: 2_000,
} as const;

/** How a stage is watched (lib/stack/watches.ts, lib/metrics.ts): the same however many processes there are. */
export const watched = { alarms: 9, alarmMetrics: 15, metrics: 17, metricsWhileIdle: 4 } as const;

/** Lambda begins to poll a queue with five requests at once, each waiting for 20 s. */
const pollers = 5;
const pollSeconds = 20;
/** Of dead letters, of callbacks, and of what became of them. */
const fixedQueues = 3;
/** 730 hours. */
const monthSeconds = 2_628_000;
const sweepsPerMonth = monthSeconds / 60;
/** The sweeper asks each of eight shards of the index `due`: half a unit each. */
const readsPerSweep = 4;
const gigabyte = 1_000_000_000;

/** The process that is executed. */
export interface Executed {
  readonly seconds: number;
  /** Megabytes. */
  readonly memory: number;
}

/** Seconds: a synchronous execution that takes longer becomes a job. The most that the setting `syncWaitMaximum` may be. */
export const longestExecution = 25;

/** Everything that a month brings. */
export interface Month {
  readonly gateway: 'HttpApi' | 'RestApi';
  readonly processes: number;
  /** Of those that read, such as a job's status. */
  readonly requests: number;
  readonly executions: number;
  readonly jobs: number;
  readonly executed: Executed;
  /** How often a client asks for a job's status. */
  readonly polls: number;
}

/** What one operation uses. */
export function usageOf(
  name: OperationName,
  gateway: Month['gateway'],
  { seconds, memory }: Executed,
): Usage {
  const operation: Operation = operations[name];
  const { table, queue, bucket, writes, reads, by } = operation;
  const asks = [table, queue, bucket].some((requests) => Object.keys(requests).length > 0);
  const own = (seconds * memory) / 1024;
  const overhead = (assumed.runningMs * memory) / 1024 / 1000;
  const shared: Usage = {
    writes,
    reads,
    queueRequests: sum(queue),
    fairRequests: queue.SendMessage ?? 0,
    puts: bucket.PutObject ?? 0,
    gets: bucket.GetObject ?? 0,
  };
  if (by === 'process, as part of a job') return shared;
  const invocation: Usage = { invocations: 1, logs: assumed.logsPerInvocation / gigabyte };
  const process: Usage = { ...invocation, gbSeconds: own + overhead };
  // Its message is received and deleted by Lambda.
  if (by === 'process') return add(shared, process, { queueRequests: 2, fairRequests: 2 });
  const waiting = by === 'api and process' ? seconds * 1000 + assumed.waitingMs : 0;
  const milliseconds = waiting || (asks ? assumed.askingMs : assumed.stillMs);
  const api: Usage = {
    ...invocation,
    gbSeconds: (milliseconds * assumed.apiMemory) / 1024 / 1000,
    egress: assumed.answer / gigabyte,
  };
  const front: Usage =
    gateway === 'HttpApi' ? { httpApi: 1, logs: assumed.accessLog / gigabyte } : { restApi: 1 };
  return add(shared, api, front, by === 'api and process' ? process : {});
}

/** A job from its submission until its results were fetched. */
export function usageOfJob({ gateway, executed, polls }: Omit<Month, 'processes' | 'requests'>): Usage {
  const usage = (name: OperationName) => usageOf(name, gateway, executed);
  const heartbeats = Math.floor(executed.seconds / 20);
  return add(
    usage('async submit, no cache'),
    usage('run of a job, no cache'),
    times(heartbeats, usage('heartbeat')),
    times(polls, usage('status')),
    usage('results'),
  );
}

/** What a stage uses in a month in which nobody asks it for anything. */
export function usageOfIdleMonth(processes: number): Usage {
  return {
    queueRequests: (processes + fixedQueues) * pollers * (monthSeconds / pollSeconds),
    invocations: sweepsPerMonth,
    gbSeconds: (sweepsPerMonth * assumed.sweepMs * assumed.apiMemory) / 1024 / 1000,
    reads: sweepsPerMonth * readsPerSweep,
    logs: (sweepsPerMonth * assumed.logsPerInvocation) / gigabyte,
    alarmMetrics: watched.alarmMetrics,
    metrics: watched.metricsWhileIdle,
  };
}

export function usageOfMonth(month: Month): Usage {
  const { gateway, processes, requests, executions, jobs, executed } = month;
  const busy = requests + executions + jobs > 0;
  return add(
    usageOfIdleMonth(processes),
    times(requests, usageOf('status', gateway, executed)),
    times(executions, usageOf('sync, no cache', gateway, executed)),
    times(jobs, usageOfJob(month)),
    { metrics: busy ? watched.metrics - watched.metricsWhileIdle : 0 },
  );
}

/** In US dollars. */
export function costOf(usage: Usage): number {
  return entriesOf(usage).reduce((total, [name, units]) => total + costOfUnits(name, units), 0);
}

export function costOfUnits(name: PriceName, units: number): number {
  return (units * prices[name].usd) / prices[name].per;
}

/** In the order of the prices, without what is not used. */
export function entriesOf(usage: Usage): [PriceName, number][] {
  return (Object.keys(prices) as PriceName[]).flatMap((name) => {
    const units = usage[name] ?? 0;
    return units > 0 ? [[name, units]] : [];
  });
}

export function times(factor: number, usage: Usage): Usage {
  return Object.fromEntries(entriesOf(usage).map(([name, units]) => [name, factor * units]));
}

function add(...usages: readonly Usage[]): Usage {
  const names = Object.keys(prices) as PriceName[];
  return Object.fromEntries(
    names.map((name) => [name, usages.reduce((total, usage) => total + (usage[name] ?? 0), 0)]),
  );
}

function sum(requests: Readonly<Record<string, number>>): number {
  return Object.values(requests).reduce((total, times) => total + times, 0);
}
