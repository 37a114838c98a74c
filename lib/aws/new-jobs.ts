import type { Ports } from '#lib/job/ports.ts';
import { text } from './attributes.ts';
import type { Bucket } from './bucket.ts';
import { fromItem, toItem } from './job-item.ts';
import { jobKey } from './keys.ts';
import { toResultsItem } from './results-item.ts';
import { toSubmissionItem } from './submission-item.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';
import { transact } from './transact.ts';

export const newJobs = (table: Table, bucket: Bucket): Ports['newJobs'] => ({
  async create(job, submission, results) {
    const put = (Item: ReturnType<typeof toItem>) => ({ TableName: table.name, Item });
    const refusal = await transact(table, [
      {
        Put: {
          ...put(toItem(job)),
          ConditionExpression: 'attribute_not_exists(#key)',
          ExpressionAttributeNames: { '#key': layout.partitionKey },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { Put: put(await toSubmissionItem(bucket, job, submission)) },
      ...(results ? [{ Put: put(toResultsItem(job, results)) }] : []),
    ]);
    return refusal?.item && fromItem(refusal.item);
  },

  async forget(jobID, leaseToken) {
    const remove = (part: 'status' | 'inputs' | 'results') => ({
      TableName: table.name,
      Key: jobKey(jobID, part),
    });
    await transact(table, [
      {
        Delete: {
          ...remove('status'),
          ConditionExpression: '#status = :running AND #leaseToken = :leaseToken',
          ExpressionAttributeNames: { '#status': 'status', '#leaseToken': 'leaseToken' },
          ExpressionAttributeValues: { ':running': text('running'), ':leaseToken': text(leaseToken) },
        },
      },
      { Delete: remove('inputs') },
      { Delete: remove('results') },
    ]);
  },
});
