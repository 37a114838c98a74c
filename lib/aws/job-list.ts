import type { Ports } from '#lib/job/ports.ts';
import { fromCursor } from './cursor.ts';
import { pageOf } from './job-page.ts';
import { readRows } from './rows.ts';
import type { Table } from './table.ts';

/** The partition is the owner's, whatever the cursor says, so that no cursor leads to jobs of another. */
export const jobList = (table: Table): Ports['jobList'] => ({
  async page({ owner, ...query }) {
    const after = query.cursor === undefined ? undefined : fromCursor(query.cursor);
    const rows = readRows(table, { index: 'list', partition: owner, after }, query);
    const { jobs, ...rest } = await pageOf(table, rows, query);
    return { jobs: jobs.filter((job) => job.owner === owner), ...rest };
  },
});
