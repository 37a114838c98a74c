import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Table } from '#lib/aws/table.ts';
import { layout } from '#lib/aws/table-layout.ts';
import { startDynoxide } from '#localstack/dynoxide.ts';

/** An empty table as the layout has it, on a DynamoDB of its own. */
export async function startTable(): Promise<Table & { stop(): Promise<void> }> {
  const dynoxide = await startDynoxide();
  const client = new DynamoDBClient({ endpoint: dynoxide.endpoint, ...local });
  const { list, all, due, active } = layout.indexes;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        ...[
          layout.partitionKey,
          layout.sortKey,
          list.partitionKey,
          list.sortKey,
          all.partitionKey,
          due.partitionKey,
          active.partitionKey,
        ].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        { AttributeName: due.sortKey, AttributeType: 'N' },
      ],
      KeySchema: keySchema(layout),
      GlobalSecondaryIndexes: [list, all, due, active].map((index) => ({
        IndexName: index.name,
        KeySchema: keySchema(index),
        Projection:
          index.projected.length > 0
            ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...index.projected] }
            : { ProjectionType: 'KEYS_ONLY' as const },
      })),
    }),
  );
  return {
    client,
    name,
    stop: async () => {
      client.destroy();
      await dynoxide.stop();
    },
  };
}

/** Region and credentials that every stand-in takes. */
export const local = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

const name = 'jobs';

function keySchema({ partitionKey, sortKey }: { readonly partitionKey: string; readonly sortKey: string }) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
