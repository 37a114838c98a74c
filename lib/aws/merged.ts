import type { Job } from '#lib/job/job.ts';
import { listSort } from './keys.ts';
import type { Row } from './rows.ts';

/**
 * What comes newest first from each comes newest first from all; it ends at the first `more`, beyond which nothing is
 * known.
 */
export async function* merged<R extends Row>(sources: readonly AsyncGenerator<R>[]): AsyncGenerator<R> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let newest: { readonly row: R; readonly place: number } | undefined;
    for (const [place, { done, value }] of heads.entries()) {
      if (!done && (newest === undefined || comesFirst(value, newest.row))) newest = { row: value, place };
    }
    if (newest === undefined) return;
    yield newest.row;
    if (newest.row === 'more') return;
    const next = await sources[newest.place]?.next();
    if (next) heads[newest.place] = next;
  }
}

export function newestFirst(a: Job, b: Job): number {
  return listSort(a) < listSort(b) ? 1 : -1;
}

function comesFirst(a: Row, b: Row): boolean {
  return b !== 'more' && (a === 'more' || newestFirst(a, b) < 0);
}
