import type { Job } from '#lib/job/job.ts';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import { matches } from './job-filter.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey, shards } from './keys.ts';
import { merged, newestFirst } from './merged.ts';
import { pagesOf, positions } from './rows.ts';
import { readItems, type Table } from './table.ts';

type Query = Parameters<OperatorPorts['allJobs']['list']>[0];

const rowsAtOnce = 500;

export const allJobs = (table: Table): OperatorPorts['allJobs'] => ({
  async list(query) {
    const isListed = (job: Job) => !hasExpired(job, query.now) && matches(job, query.filter, query.now);
    const found: Job[] = [];
    for await (const row of merged(shards('all').map((shard) => everyRow(table, shard, query)))) {
      if (isListed(row)) found.push(row);
      if (found.length === query.limit) break;
    }
    const items = await readItems(
      table,
      found.map(({ jobID }) => jobKey(jobID, 'status')),
    );
    // Records may have moved on since the index was written.
    return items.map(fromItem).filter(isListed).sort(newestFirst);
  },
});

async function* everyRow(table: Table, partition: string, { filter }: Query): AsyncGenerator<Job> {
  const wanted = { index: 'all', partition, ...positions(filter), limit: rowsAtOnce } as const;
  for await (const { rows } of pagesOf(table, wanted)) yield* rows;
}
