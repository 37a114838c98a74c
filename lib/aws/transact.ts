import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';
import { withoutConflict } from './conflicts.ts';
import type { Table } from './table.ts';

/** What a condition met instead: the item as it stands, where there is one and it was asked for. */
export interface Refusal {
  readonly item?: Item;
}

/**
 * Writes all or nothing. Absent when written; a refusal when the condition of the first write does not hold. No other
 * condition may fail while that one holds.
 */
export async function transact(
  table: Table,
  writes: readonly TransactWriteItem[],
): Promise<Refusal | undefined> {
  try {
    await withoutConflict(() =>
      table.client.send(new TransactWriteItemsCommand({ TransactItems: [...writes] })),
    );
    return undefined;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const [reason] = error.CancellationReasons ?? [];
    if (reason?.Code !== 'ConditionalCheckFailed') throw error;
    return reason.Item ? { item: reason.Item } : {};
  }
}
