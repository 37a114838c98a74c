import type { Ports } from '#lib/job/ports.ts';
import { mayBeJobID } from './job-id.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey } from './keys.ts';
import { readItem, type Table } from './table.ts';

export const jobs = (table: Table): Ports['jobs'] => ({
  async read(jobID) {
    if (!mayBeJobID(jobID)) return undefined;
    const item = await readItem(table, jobKey(jobID, 'status'));
    const job = item && fromItem(item);
    return job && !hasExpired(job, Date.now()) ? job : undefined;
  },
});
