import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Job, Results, Submission } from '#lib/job/job.ts';
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
    const refusal = await transact(table, await creation(table, bucket, job, submission, results));
    return refusal?.item && fromItem(refusal.item);
  },

  async forget(jobID, leaseToken) {
    await transact(table, removal(table, jobID, leaseToken));
  },
});

/** The writes that put a job in place where none stands under its jobID. */
export async function creation(
  table: Table,
  bucket: Bucket,
  job: Job,
  submission: Submission,
  results: Results | undefined,
): Promise<readonly TransactWriteItem[]> {
  const put = (Item: ReturnType<typeof toItem>) => ({ TableName: table.name, Item });
  return [
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
  ];
}

/** The writes that remove a job while it runs under this lease token. */
export function removal(table: Table, jobID: string, leaseToken: string): readonly TransactWriteItem[] {
  const remove = (part: 'status' | 'inputs' | 'results') => ({
    TableName: table.name,
    Key: jobKey(jobID, part),
  });
  return [
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
  ];
}
