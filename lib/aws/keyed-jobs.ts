import type { Ports } from '#lib/job/ports.ts';
import { number } from './attributes.ts';
import type { Bucket } from './bucket.ts';
import { fromKeyedItem, toKeyedItem } from './keyed-item.ts';
import { hasExpired, idempotencyKey } from './keys.ts';
import { creation, removal } from './new-jobs.ts';
import { readItem, type Table } from './table.ts';
import { layout } from './table-layout.ts';
import { transact } from './transact.ts';

export const keyedJobs = (table: Table, bucket: Bucket): Ports['keyedJobs'] => ({
  async create(keyed, job, submission, { now, results }) {
    const refusal = await transact(table, [
      {
        Put: {
          TableName: table.name,
          Item: toKeyedItem(keyed),
          ConditionExpression: 'attribute_not_exists(#key) OR #expiry <= :now',
          ExpressionAttributeNames: { '#key': layout.partitionKey, '#expiry': layout.expiry },
          ExpressionAttributeValues: { ':now': number(now / 1000) },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      ...(await creation(table, bucket, job, submission, results)),
    ]);
    const held = refusal?.item && fromKeyedItem(refusal.item);
    // The SDK repeats a write whose answer was lost: then the key is this job's own.
    return held?.jobID === keyed.jobID ? undefined : held;
  },

  async read(key, now) {
    const item = await readItem(table, idempotencyKey(key));
    const held = item && fromKeyedItem(item);
    return held && !hasExpired(held, now) ? held : undefined;
  },

  async forget(keyed, leaseToken) {
    await transact(table, [
      ...removal(table, keyed.jobID, leaseToken),
      { Delete: { TableName: table.name, Key: idempotencyKey(keyed) } },
    ]);
  },
});
