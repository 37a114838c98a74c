import { environment } from '#lib/environment.ts';
import type { PageSize } from '#lib/operations/page-of-list.ts';

/** How long this deployment's lists are. */
export function pageSize(): PageSize {
  const { PAGE_DEFAULT, PAGE_MAXIMUM } = environment('PAGE_DEFAULT', 'PAGE_MAXIMUM');
  return { byDefault: PAGE_DEFAULT, maximum: PAGE_MAXIMUM };
}
