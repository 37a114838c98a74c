import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Move, Moved } from '#lib/job/move.ts';
import type { TransitionName } from '#lib/job/transitions.ts';
import type { Item } from './attributes.ts';
import { withoutConflict } from './conflicts.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey } from './keys.ts';
import { moveExpression } from './move-expression.ts';
import type { Table } from './table.ts';

/** Moves a job by one update. */
export async function moveAlone(
  table: Table,
  jobID: string,
  name: TransitionName,
  move: Move,
): Promise<Moved> {
  const command = new UpdateItemCommand({ ...update(table, jobID, name, move), ReturnValues: 'ALL_NEW' });
  try {
    const { Attributes } = await withoutConflict(() => table.client.send(command));
    return { moved: true, job: fromItem(Attributes ?? {}) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return notMoved(name, move, error.Item);
  }
}

/** The update that moves a job, alone or within a transaction. */
export function update(table: Table, jobID: string, name: TransitionName, move: Move) {
  return {
    TableName: table.name,
    Key: jobKey(jobID, 'status'),
    ...moveExpression(jobID, name, move),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** What became of a move whose condition met this item instead. */
export function notMoved(name: TransitionName, { now, changes }: Move, item?: Item): Moved {
  const job = item && fromItem(item);
  if (!job || hasExpired(job, now)) return { moved: false };
  // The SDK repeats a write whose answer was lost: a claim whose token already stands was granted.
  const granted = name === 'claim' && job.status === 'running' && job.leaseToken === changes.leaseToken;
  return granted ? { moved: true, job } : { moved: false, job };
}
