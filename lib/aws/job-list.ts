import type { QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Job } from '#lib/job/job.ts';
import type { JobFilter, Ports } from '#lib/job/ports.ts';
import type { Item } from './attributes.ts';
import { fromCursor, toCursor } from './cursor.ts';
import { matches } from './job-filter.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey, listSort } from './keys.ts';
import { newestRows } from './rows.ts';
import { readItems, type Table } from './table.ts';

type Query = Parameters<Ports['jobList']['page']>[0];

/** A page is at most so many queries of so many rows: beyond, it is short and has a cursor. */
const queries = 10;
const filteredRows = 200;

export const jobList = (table: Table): Ports['jobList'] => ({
  async page(query) {
    const rows = readRows(table, query);
    const found: Job[] = [];
    let examined: string | undefined;
    let next: string | undefined;
    for await (const row of rows) {
      if (row === 'more' || (found.length === query.limit && !hasExpired(row, query.now))) {
        next = examined;
        break;
      }
      if (isListed(row, query)) found.push(row);
      examined = listSort(row);
    }
    const jobs = await readRecords(table, found, query);
    return next === undefined ? { jobs } : { jobs, next: toCursor(next) };
  },
});

/** The owner's rows of the index, newest first; `more` in place of those beyond what one page may read. */
async function* readRows(table: Table, { owner, filter, limit, cursor }: Query) {
  const after = cursor === undefined ? undefined : fromCursor(cursor);
  const range = positions(filter, after);
  if (range.first > range.last) return;

  let start: Item | undefined;
  for (let query = 0; query < queries; query++) {
    const page: QueryCommandOutput = await newestRows(table, {
      index: 'list',
      partition: owner,
      ...range,
      // The row of the cursor itself, and one to know whether there is another page.
      limit: isFiltered(filter) ? filteredRows : limit + 2,
      start,
    });
    for (const row of (page.Items ?? []).map(fromItem)) if (listSort(row) !== after) yield row;
    start = page.LastEvaluatedKey;
    if (!start) return;
  }
  yield 'more' as const;
}

/** The records behind the rows, which may have moved on since: those that no longer fit are left out. */
async function readRecords(table: Table, rows: readonly Job[], query: Query): Promise<readonly Job[]> {
  const items = await readItems(
    table,
    rows.map(({ jobID }) => jobKey(jobID, 'status')),
  );
  const records = new Map(items.map(fromItem).map((job) => [job.jobID, job]));
  return rows
    .map(({ jobID }) => records.get(jobID))
    .filter((job) => job !== undefined)
    .filter((job) => job.owner === query.owner && isListed(job, query));
}

function isListed(job: Job, { filter, now }: Query): boolean {
  return !hasExpired(job, now) && matches(job, filter, now);
}

function isFiltered(filter: JobFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** Positions from oldest to newest; the cursor's own is among them. */
export function positions({ createdFrom, createdTo }: JobFilter, after?: string) {
  const newest = createdTo === undefined ? '~' : `${new Date(createdTo).toISOString()}#~`;
  return {
    first: createdFrom === undefined ? '0' : new Date(createdFrom).toISOString(),
    last: after !== undefined && after < newest ? after : newest,
  };
}
