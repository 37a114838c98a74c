import type { Job } from '#lib/job/job.ts';

/** Where a page starts; nothing for the first. */
type From = { readonly cursor?: string };

/** Every page of a list, from the first to the last. */
export async function allPages(
  page: (from: From) => Promise<{ readonly jobs: readonly Job[]; readonly next?: string }>,
): Promise<readonly (readonly Job[])[]> {
  const pages: (readonly Job[])[] = [];
  let cursor: string | undefined;
  do {
    const { jobs, next } = await page(cursor === undefined ? {} : { cursor });
    pages.push(jobs);
    cursor = next;
  } while (cursor !== undefined);
  return pages;
}
