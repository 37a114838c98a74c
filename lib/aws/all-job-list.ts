import type { Ports } from '#lib/job/ports.ts';
import { fromCursor } from './cursor.ts';
import { pageOf } from './job-page.ts';
import { shards } from './keys.ts';
import { merged } from './merged.ts';
import { readRows } from './rows.ts';
import type { Table } from './table.ts';

/** Rows of all shards, newest first. Where one of them may be read no further, the page ends. */
export const allJobList = (table: Table): Ports['allJobList'] => ({
  async page(query) {
    const after = query.cursor === undefined ? undefined : fromCursor(query.cursor);
    const sources = shards('all').map((partition) =>
      readRows(table, { index: 'all', partition, after }, query),
    );
    return pageOf(table, merged(sources), query);
  },
});
