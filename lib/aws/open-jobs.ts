import type { QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Item } from './attributes.ts';
import { dueRows, toKey } from './due-rows.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, shards } from './keys.ts';
import { readItems, type Table } from './table.ts';

export const openJobs = (table: Table): OperatorPorts['openJobs'] => ({
  async *read(now) {
    for (const shard of shards('due')) {
      let start: Item | undefined;
      do {
        const page: QueryCommandOutput = await dueRows(table, { shard, start });
        const items = await readItems(table, (page.Items ?? []).map(toKey));
        yield* items.map(fromItem).filter((job) => job.dueAt !== undefined && !hasExpired(job, now));
        start = page.LastEvaluatedKey;
      } while (start);
    }
  },
});
