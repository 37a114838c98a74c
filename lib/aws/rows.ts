import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { type Item, text } from './attributes.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';

interface Wanted {
  readonly index: 'list' | 'all';
  /** The owner, or the shard. */
  readonly partition: string;
  /** Places in the list, both inclusive. */
  readonly first: string;
  readonly last: string;
  readonly limit: number;
  /** Where the rows before ended. */
  readonly start?: Item | undefined;
}

/** Rows of an index of jobs, newest first: one query. */
export function newestRows(table: Table, wanted: Wanted): Promise<QueryCommandOutput> {
  const { index, partition, first, last, limit, start } = wanted;
  const { name, partitionKey, sortKey } = layout.indexes[index];
  return table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: name,
      KeyConditionExpression: '#partition = :partition AND #position BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#partition': partitionKey, '#position': sortKey },
      ExpressionAttributeValues: {
        ':partition': text(partition),
        ':first': text(first),
        ':last': text(last),
      },
      ScanIndexForward: false,
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
}
