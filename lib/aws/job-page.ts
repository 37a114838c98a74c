import type { Job } from '#lib/job/job.ts';
import type { ListQuery } from '#lib/job/list-ports.ts';
import { toCursor } from './cursor.ts';
import { matches } from './job-filter.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey, listSort } from './keys.ts';
import type { Row } from './rows.ts';
import { readItems, type Table } from './table.ts';

/** A page of a list out of rows of its index; whose rows they are is for the caller to see to. */
export async function pageOf(
  table: Table,
  rows: AsyncIterable<Row>,
  query: ListQuery,
): Promise<{ readonly jobs: readonly Job[]; readonly next?: string }> {
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
}

/** The records behind the rows, which may have moved on since: those that no longer fit are left out. */
async function readRecords(table: Table, rows: readonly Job[], query: ListQuery): Promise<readonly Job[]> {
  const items = await readItems(
    table,
    rows.map(({ jobID }) => jobKey(jobID, 'status')),
  );
  const records = new Map(items.map(fromItem).map((job) => [job.jobID, job]));
  return rows
    .map(({ jobID }) => records.get(jobID))
    .filter((job) => job !== undefined)
    .filter((job) => isListed(job, query));
}

function isListed(job: Job, { filter, now }: ListQuery): boolean {
  return !hasExpired(job, now) && matches(job, filter, now);
}
