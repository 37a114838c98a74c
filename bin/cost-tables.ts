import {
  costOf,
  costOfUnits,
  entriesOf,
  longestExecution,
  type Month,
  times,
  type Usage,
  usageOf,
  usageOfIdleMonth,
  usageOfJob,
  usageOfMonth,
} from './cost-model.ts';
import { type OperationName, operations } from './cost-operations.ts';
import { type Price, prices } from './cost-prices.ts';

const second = { seconds: 1, memory: 512 };

/** The tables of docs/cost.md, by the name in their markers. */
export function costTables(): Readonly<Record<string, string>> {
  return {
    prices: table(
      ['what', 'US$', 'for', 'read at AWS'],
      Object.values(prices).map(({ what, unit, usd, per, verified }: Price) => [
        what,
        `${usd}`,
        per === 1 ? unit : `a million ${unit}`,
        verified ? 'yes' : 'no',
      ]),
    ),
    operations: table(
      [
        'operation',
        'table',
        'queue',
        'bucket',
        'write units',
        'read units',
        'US$, HTTP API',
        'US$, REST API',
      ],
      (Object.keys(operations) as OperationName[]).map((name) => {
        const { table, queue, bucket, writes, reads } = operations[name];
        const cost = (gateway: Month['gateway']) => costOf(times(1_000_000, usageOf(name, gateway, second)));
        return [
          name,
          ...[table, queue, bucket].map(actions),
          `${writes}`,
          `${reads}`,
          dollars(cost('HttpApi')),
          dollars(cost('RestApi')),
        ];
      }),
    ),
    jobs: table(
      ['process', 'executed synchronously', 'as a job'],
      [
        { seconds: 1, memory: 512 },
        { seconds: 10, memory: 512 },
        { seconds: 60, memory: 1024 },
        { seconds: 600, memory: 2048 },
      ].map((executed) => {
        const month = { gateway: 'HttpApi', executions: 0, jobs: 0, executed, polls: 5 } as const;
        const now = costOf(times(1000, usageOf('sync, no cache', 'HttpApi', executed)));
        return [
          `${executed.seconds} s with ${executed.memory} MB`,
          executed.seconds > longestExecution ? 'not possible' : dollars(now),
          dollars(costOf(times(1000, usageOfJob(month)))),
        ];
      }),
    ),
    idle: table(
      ['processes', 'polling of queues', 'sweeper', 'alarms', 'metrics', 'together'],
      [5, 50, 200].map((processes) => {
        const { queueRequests = 0, alarmMetrics = 0, metrics = 0, ...sweeper } = usageOfIdleMonth(processes);
        return [
          `${processes}`,
          ...[{ queueRequests }, sweeper, { alarmMetrics }, { metrics }, usageOfIdleMonth(processes)].map(
            (usage) => dollars(costOf(usage)),
          ),
        ];
      }),
    ),
    months: table(
      [
        'processes',
        'requests',
        'synchronous executions',
        'jobs',
        'each execution',
        'US$, HTTP API',
        'US$, REST API',
      ],
      [
        { processes: 5, requests: 10_000, executions: 1_000, jobs: 1_000, executed: second },
        {
          processes: 50,
          requests: 1_000_000,
          executions: 100_000,
          jobs: 10_000,
          executed: { seconds: 10, memory: 1024 },
        },
        {
          processes: 200,
          requests: 10_000_000,
          executions: 1_000_000,
          jobs: 1_000_000,
          executed: { seconds: 10, memory: 2048 },
        },
      ].map(({ executed, ...counts }) => [
        ...Object.values(counts).map(whole),
        `${executed.seconds} s, ${executed.memory} MB`,
        ...(['HttpApi', 'RestApi'] as const).map((gateway) =>
          dollars(costOf(usageOfMonth({ ...counts, executed, gateway, polls: 5 }))),
        ),
      ]),
    ),
  };
}

/** Each unit that a month uses, and what it costs. */
export function usageTable(usage: Usage): string {
  return table(
    ['what', 'how much', 'of', 'US$'],
    [
      ...entriesOf(usage).map(([name, units]) => [
        prices[name].what,
        units < 100 ? units.toFixed(2) : whole(units),
        prices[name].unit,
        dollars(costOfUnits(name, units)),
      ]),
      ['together', '-', '-', dollars(costOf(usage))],
    ],
  );
}

/** The text with each table in its markers: `<!-- cost:idle -->` to `<!-- /cost -->`. Throws at one that nobody makes. */
export function withTables(text: string, tables = costTables()): string {
  return text.replace(/(<!-- cost:(\w+) -->\n).*?(<!-- \/cost -->)/gs, (_, begin, name, end) => {
    const made = tables[name];
    if (made === undefined) throw new Error(`There is no table ${name} of costs.`);
    return `${begin}\n${made}\n\n${end}`;
  });
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function actions(requests: Readonly<Record<string, number>>): string {
  const each = Object.entries(requests).map(([action, times]) =>
    times === 1 ? action : `${times} × ${action}`,
  );
  return each.join(', ') || '-';
}

function dollars(amount: number): string {
  return amount.toFixed(2);
}

function whole(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
