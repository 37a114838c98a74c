import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { propertiesOf } from './properties.ts';
import type { Resource } from './template.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});

const Table = z.object({
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema,
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.never({ error: 'The runner knows no local secondary indexes.' }).optional(),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
});

/** Creates the table if it is not there. Throws a sentence when one stands there that is laid out differently. */
export async function realiseTable(client: DynamoDBClient, resource: Resource): Promise<void> {
  const { name } = resource;
  const table = propertiesOf(Table, resource);
  const existing = await describe(client, name);
  if (existing) {
    if (layoutOf(existing) === layoutOf(table)) return;
    throw new Error(`The table ${name} is laid out differently from the template: start with --fresh.`);
  }

  const indexes = table.GlobalSecondaryIndexes as NonNullable<
    CreateTableCommandInput['GlobalSecondaryIndexes']
  >;
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: table.AttributeDefinitions,
      KeySchema: table.KeySchema,
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName: name });
  const expiry = table.TimeToLiveSpecification;
  if (expiry?.Enabled !== true) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: expiry.AttributeName, Enabled: true },
    }),
  );
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Keys and indexes as one text that can be compared. */
function layoutOf({
  KeySchema: keys,
  GlobalSecondaryIndexes,
}: TableDescription | z.infer<typeof Table>): string {
  const key = (schema: TableDescription['KeySchema']) =>
    schema?.map((part) => `${part.KeyType}:${part.AttributeName}`);
  const indexes = (GlobalSecondaryIndexes ?? []).map((index) => [
    index.IndexName,
    key(index.KeySchema),
    index.Projection?.ProjectionType,
    [...(index.Projection?.NonKeyAttributes ?? [])].sort(),
  ]);
  return JSON.stringify([key(keys), indexes.sort((a, b) => String(a[0]).localeCompare(String(b[0])))]);
}
