import type { Ports } from '#lib/job/ports.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey } from './keys.ts';
import { readItem, type Table } from './table.ts';

export const jobs = (table: Table): Ports['jobs'] => ({
  async read(jobID) {
    const item = await readItem(table, jobKey(jobID, 'status'));
    const job = item && fromItem(item);
    return job && !hasExpired(job, Date.now()) ? job : undefined;
  },
});
