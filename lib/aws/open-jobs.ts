import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import { type Item, text } from './attributes.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, shards } from './keys.ts';
import { readItems, type Table } from './table.ts';
import { layout } from './table-layout.ts';

const { name, partitionKey } = layout.indexes.due;

export const openJobs = (table: Table): OperatorPorts['openJobs'] => ({
  async *read(now) {
    for (const shard of shards('due')) {
      let start: Item | undefined;
      do {
        const page = await readShard(table, shard, start);
        const items = await readItems(table, (page.Items ?? []).map(toKey));
        yield* items.map(fromItem).filter((job) => job.dueAt !== undefined && !hasExpired(job, now));
        start = page.LastEvaluatedKey;
      } while (start);
    }
  },
});

function readShard(table: Table, shard: string, start: Item | undefined): Promise<QueryCommandOutput> {
  return table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: name,
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': partitionKey },
      ExpressionAttributeValues: { ':shard': text(shard) },
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
}

function toKey(row: Item): Item {
  const keys: readonly string[] = [layout.partitionKey, layout.sortKey];
  return Object.fromEntries(Object.entries(row).filter(([attribute]) => keys.includes(attribute)));
}
