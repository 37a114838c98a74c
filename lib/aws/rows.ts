import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Job } from '#lib/job/job.ts';
import type { JobFilter } from '#lib/job/list-ports.ts';
import { type Item, text } from './attributes.ts';
import { fromItem } from './job-item.ts';
import { listSort } from './keys.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';

interface Wanted {
  readonly index: 'list' | 'all';
  /** The owner, or the shard. */
  readonly partition: string;
  /** Places in the list, both inclusive. */
  readonly first: string;
  readonly last: string;
  readonly limit: number;
  /** Where the rows before ended. */
  readonly start?: Item | undefined;
}

/** Rows of an index of jobs, newest first: one query. */
function newestRows(table: Table, wanted: Wanted): Promise<QueryCommandOutput> {
  const { index, partition, first, last, limit, start } = wanted;
  const { name, partitionKey, sortKey } = layout.indexes[index];
  return table.client.send(
    new QueryCommand({
      TableName: table.name,
      IndexName: name,
      KeyConditionExpression: '#partition = :partition AND #position BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#partition': partitionKey, '#position': sortKey },
      ExpressionAttributeValues: {
        ':partition': text(partition),
        ':first': text(first),
        ':last': text(last),
      },
      ScanIndexForward: false,
      Limit: limit,
      ...(start && { ExclusiveStartKey: start }),
    }),
  );
}

/** Pages of an index of jobs, newest first, one query each. */
export async function* pagesOf(
  table: Table,
  wanted: Omit<Wanted, 'start'>,
): AsyncGenerator<{ readonly rows: readonly Job[]; readonly isLast: boolean }> {
  let start: Item | undefined;
  do {
    const page: QueryCommandOutput = await newestRows(table, { ...wanted, start });
    start = page.LastEvaluatedKey;
    yield { rows: (page.Items ?? []).map(fromItem), isLast: start === undefined };
  } while (start);
}

/** A row of an index of jobs; `more` in place of those beyond what one page may read. */
export type Row = Job | 'more';

/** A page is at most so many queries of so many rows: beyond, it is short and has a cursor. */
const queries = 10;
const filteredRows = 200;

/** What a page reads of one partition, newest first, after a position that is itself left out. */
export async function* readRows(
  table: Table,
  { after, ...place }: Pick<Wanted, 'index' | 'partition'> & { readonly after: string | undefined },
  { filter, limit }: { readonly filter: JobFilter; readonly limit: number },
): AsyncGenerator<Row> {
  const range = positions(filter, after);
  if (range.first > range.last) return;

  // The row of the cursor itself, and one to know whether there is another page.
  const rowsAtOnce = isFiltered(filter) ? filteredRows : limit + 2;
  let left = queries;
  for await (const { rows, isLast } of pagesOf(table, { ...place, ...range, limit: rowsAtOnce })) {
    yield* rows.filter((row) => listSort(row) !== after);
    if (isLast) return;
    if (--left === 0) break;
  }
  yield 'more';
}

/** Positions from oldest to newest; the cursor's own is among them. */
export function positions({ createdFrom, createdTo }: JobFilter, after?: string) {
  const newest = createdTo === undefined ? '~' : `${new Date(createdTo).toISOString()}#~`;
  return {
    first: createdFrom === undefined ? '0' : new Date(createdFrom).toISOString(),
    last: after !== undefined && after < newest ? after : newest,
  };
}

function isFiltered(filter: JobFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
