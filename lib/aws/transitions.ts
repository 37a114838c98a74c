import {
  ConditionalCheckFailedException,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Move, Moved, Ports } from '#lib/job/ports.ts';
import type { TransitionName } from '#lib/job/transitions.ts';
import type { Item } from './attributes.ts';
import { withoutConflict } from './conflicts.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey } from './keys.ts';
import { moveExpression } from './move-expression.ts';
import { toResultsItem } from './results-item.ts';
import { readItem, type Table } from './table.ts';
import { transact } from './transact.ts';

export const transitions = (table: Table): Ports['transitions'] => ({
  async move(jobID, name, move) {
    if (name === 'dismiss') return moveWith(table, jobID, name, move, removals(table, jobID));
    if (!move.results) return moveAlone(table, jobID, name, move);
    const item = await readItem(table, jobKey(jobID, 'status'));
    if (!item) return { moved: false };
    const results = { Put: { TableName: table.name, Item: toResultsItem(fromItem(item), move.results) } };
    return moveWith(table, jobID, name, move, [results]);
  },
});

async function moveAlone(table: Table, jobID: string, name: TransitionName, move: Move): Promise<Moved> {
  const command = new UpdateItemCommand({ ...update(table, jobID, name, move), ReturnValues: 'ALL_NEW' });
  try {
    const { Attributes } = await withoutConflict(() => table.client.send(command));
    return { moved: true, job: fromItem(Attributes ?? {}) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return notMoved(name, move, error.Item);
  }
}

/** A transaction does not return what it wrote, so the record is read after it. */
async function moveWith(
  table: Table,
  jobID: string,
  name: TransitionName,
  move: Move,
  others: readonly TransactWriteItem[],
): Promise<Moved> {
  const refusal = await transact(table, [{ Update: update(table, jobID, name, move) }, ...others]);
  if (refusal) return notMoved(name, move, refusal.item);
  const item = await readItem(table, jobKey(jobID, 'status'));
  if (!item) throw new Error(`The job ${jobID} was gone right after it moved.`);
  return { moved: true, job: fromItem(item) };
}

function update(table: Table, jobID: string, name: TransitionName, move: Move) {
  return {
    TableName: table.name,
    Key: jobKey(jobID, 'status'),
    ...moveExpression(jobID, name, move),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function removals(table: Table, jobID: string): readonly TransactWriteItem[] {
  return (['inputs', 'results'] as const).map((part) => ({
    Delete: { TableName: table.name, Key: jobKey(jobID, part) },
  }));
}

function notMoved(name: TransitionName, { now, changes }: Move, item?: Item): Moved {
  const job = item && fromItem(item);
  if (!job || hasExpired(job, now)) return { moved: false };
  // The SDK repeats a write whose answer was lost: a claim whose token already stands was granted.
  const granted = name === 'claim' && job.status === 'running' && job.leaseToken === changes.leaseToken;
  return granted ? { moved: true, job } : { moved: false, job };
}
