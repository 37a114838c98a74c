import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { type Item, number, text } from './attributes.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';

const { name, partitionKey, sortKey } = layout.indexes.due;

interface Wanted {
  /** Such as `due#3`. */
  readonly shard: string;
  /** Milliseconds since the epoch: what is due later is left out. */
  readonly until?: number;
  readonly limit?: number;
  /** Where the rows before ended. */
  readonly start?: Item | undefined;
}

/** Rows of one shard of the index of due jobs, the earliest first: one query. */
export function dueRows(table: Table, { shard, until, limit, start }: Wanted): Promise<QueryCommandOutput> {
  const isUntil = until !== undefined;
  return table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: name,
      KeyConditionExpression: isUntil ? '#shard = :shard AND #dueAt <= :until' : '#shard = :shard',
      ExpressionAttributeNames: { '#shard': partitionKey, ...(isUntil && { '#dueAt': sortKey }) },
      ExpressionAttributeValues: { ':shard': text(shard), ...(isUntil && { ':until': number(until) }) },
      ...(limit !== undefined && { Limit: limit }),
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
}

/** The key of the item that a row of an index is about. */
export function toKey(row: Item): Item {
  const { [layout.partitionKey]: partition, [layout.sortKey]: sort } = row;
  return { ...(partition && { [layout.partitionKey]: partition }), ...(sort && { [layout.sortKey]: sort }) };
}
