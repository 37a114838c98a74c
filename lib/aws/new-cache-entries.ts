import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Ports } from '#lib/job/ports.ts';
import { toCacheItem } from './cache-item.ts';
import type { Table } from './table.ts';

export const newCacheEntries = (table: Table): Ports['newCacheEntries'] => ({
  async write(entry) {
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: toCacheItem(entry) }));
  },
});
