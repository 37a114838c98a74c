import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { pause } from './table.ts';

const tries = 6;

/**
 * Writes, and writes again where another transaction held the item at that moment: nothing was written then, and the
 * SDK does not repeat such writes by itself.
 */
export async function withoutConflict<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      if (attempt === tries || !isConflict(error)) throw error;
    }
    await pause(attempt);
  }
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof TransactionConflictException ||
    (error instanceof TransactionCanceledException &&
      (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict'))
  );
}
