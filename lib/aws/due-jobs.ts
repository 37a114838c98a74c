import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { type Item, number, text } from './attributes.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, shards } from './keys.ts';
import { readItems, type Table } from './table.ts';
import { layout } from './table-layout.ts';

const { name, partitionKey, sortKey } = layout.indexes.due;

export const dueJobs = (table: Table): Ports['dueJobs'] => ({
  async due(now, limit) {
    const rows = await Promise.all(shards('due').map((shard) => readShard(table, shard, now, limit)));
    const earliest = rows.flat().sort(byDueAt).slice(0, limit);
    const items = await readItems(table, earliest.map(toKey));
    return items
      .map(fromItem)
      .filter((job) => isDue(job, now) && !hasExpired(job, now))
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  },
});

async function readShard(table: Table, shard: string, now: number, limit: number): Promise<readonly Item[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: name,
      KeyConditionExpression: '#shard = :shard AND #dueAt <= :now',
      ExpressionAttributeNames: { '#shard': partitionKey, '#dueAt': sortKey },
      ExpressionAttributeValues: { ':shard': text(shard), ':now': number(now) },
      Limit: limit,
    }),
  );
  return Items;
}

function byDueAt(a: Item, b: Item): number {
  return Number(a[sortKey]?.N) - Number(b[sortKey]?.N);
}

function toKey(row: Item): Item {
  const { [layout.partitionKey]: partition, [layout.sortKey]: sort } = row;
  return { ...(partition && { [layout.partitionKey]: partition }), ...(sort && { [layout.sortKey]: sort }) };
}

function isDue({ dueAt }: Job, now: number): boolean {
  return dueAt !== undefined && dueAt <= now;
}
