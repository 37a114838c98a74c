import { aws_dynamodb as dynamodb, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { layout } from '#lib/aws/table-layout.ts';

const { STRING, NUMBER } = dynamodb.AttributeType;

/** The one table, as `layout` has it: on demand, expiring, recoverable to any second of the last 35 days. */
export function newTable(scope: Construct, id: string, retain: boolean): dynamodb.Table {
  const table = new dynamodb.Table(scope, id, {
    partitionKey: { name: layout.partitionKey, type: STRING },
    sortKey: { name: layout.sortKey, type: STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: layout.expiry,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    deletionProtection: retain,
  });
  for (const { name, partitionKey, sortKey, projected } of Object.values(layout.indexes)) {
    const isDue = name === layout.indexes.due.name;
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: STRING },
      sortKey: { name: sortKey, type: isDue ? NUMBER : STRING },
      ...(projected.length > 0
        ? { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...projected] }
        : { projectionType: dynamodb.ProjectionType.KEYS_ONLY }),
    });
  }
  return table;
}
