import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Item } from './attributes.ts';
import { dueRows, toKey } from './due-rows.ts';
import { fromItem } from './job-item.ts';
import { hasExpired, shards } from './keys.ts';
import { readItems, type Table } from './table.ts';
import { layout } from './table-layout.ts';

const { sortKey } = layout.indexes.due;

export const dueJobs = (table: Table): Ports['dueJobs'] => ({
  async due(now, limit) {
    const pages = await Promise.all(
      shards('due').map((shard) => dueRows(table, { shard, until: now, limit })),
    );
    const rows = pages.flatMap(({ Items = [] }) => Items);
    const earliest = rows.sort(byDueAt).slice(0, limit);
    const items = await readItems(table, earliest.map(toKey));
    return items
      .map(fromItem)
      .filter((job) => isDue(job, now) && !hasExpired(job, now))
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
  },
});

function byDueAt(a: Item, b: Item): number {
  return Number(a[sortKey]?.N) - Number(b[sortKey]?.N);
}

function isDue({ dueAt }: Job, now: number): boolean {
  return dueAt !== undefined && dueAt <= now;
}
