import { BatchGetItemCommand, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';

/** The one table. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly name: string;
}

/** One item, read consistently; absent when there is none. */
export async function readItem(table: Table, key: Item): Promise<Item | undefined> {
  const { Item } = await table.client.send(
    new GetItemCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** Items by key, read consistently, in no order; those that do not exist are missing. */
export async function readItems(table: Table, keys: readonly Item[]): Promise<readonly Item[]> {
  const batches = Array.from({ length: Math.ceil(keys.length / batchSize) }, (_, place) =>
    readBatch(table, keys.slice(place * batchSize, (place + 1) * batchSize)),
  );
  return (await Promise.all(batches)).flat();
}

/** As many as DynamoDB takes in one request. */
const batchSize = 100;
const tries = 6;

/** DynamoDB may leave keys unread when it is busy or the answer grows: these are asked for again. */
async function readBatch(table: Table, keys: readonly Item[]): Promise<readonly Item[]> {
  const items: Item[] = [];
  let wanted = [...keys];
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await pause(attempt);
    const { Responses, UnprocessedKeys } = await table.client.send(
      new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys: wanted, ConsistentRead: true } } }),
    );
    items.push(...(Responses?.[table.name] ?? []));
    wanted = UnprocessedKeys?.[table.name]?.Keys ?? [];
    if (wanted.length === 0) return items;
  }
  throw new Error(`The table left ${wanted.length} items unread after ${tries} tries.`);
}

/** Waits longer each time, with full jitter: 50, 100, 200 … milliseconds at most. */
export function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * 2 ** attempt));
}
