import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Move, Moved } from '#lib/job/move.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { TransitionName } from '#lib/job/transitions.ts';
import { fromItem } from './job-item.ts';
import { jobKey } from './keys.ts';
import { moveAlone, notMoved, update } from './move-alone.ts';
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

function removals(table: Table, jobID: string): readonly TransactWriteItem[] {
  return (['inputs', 'results'] as const).map((part) => ({
    Delete: { TableName: table.name, Key: jobKey(jobID, part) },
  }));
}
