import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Ports } from '#lib/job/ports.ts';
import { text } from './attributes.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';

const { name, partitionKey } = layout.indexes.active;

/** One query: 2000 rows, which are keys only, fit a page of 1 MB. */
export const activeJobs = (table: Table): Ports['activeJobs'] => ({
  async count(owner, most) {
    const { Count = 0 } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: name,
        Select: 'COUNT',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': partitionKey },
        ExpressionAttributeValues: { ':owner': text(owner) },
        Limit: most,
      }),
    );
    return Count;
  },
});
