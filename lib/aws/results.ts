import type { Ports } from '#lib/job/ports.ts';
import { mayBeJobID } from './job-id.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, jobKey } from './keys.ts';
import { fromResultsItem } from './results-item.ts';
import { readItems, type Table } from './table.ts';
import { layout } from './table-layout.ts';

export const results = (table: Table): Ports['results'] => ({
  async read(jobID) {
    if (!mayBeJobID(jobID)) return undefined;
    const items = await readItems(table, [jobKey(jobID, 'status'), jobKey(jobID, 'results')]);
    const part = (name: string) => items.find((item) => item[layout.sortKey]?.S === name);
    const [status, values] = [part('status'), part('results')];

    const job = status && fromItem(status);
    if (!job || hasExpired(job, Date.now())) return undefined;
    return job.status === 'successful' && values ? { job, results: fromResultsItem(values) } : { job };
  },
});
