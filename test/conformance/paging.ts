import type { Exchange } from './exchange.ts';
import { statusProblems } from './expect.ts';
import { itemsOf, linksOf } from './reading.ts';
import type { Server } from './server.ts';

/** Pages that are followed at most. */
const most = 25;

/** A list from its first page on, link by link. */
export async function followed(
  server: Server,
  first: string,
): Promise<{ readonly pages: readonly Exchange[] }> {
  const pages: Exchange[] = [];
  for (let next: string | undefined = first; next !== undefined && pages.length < most; ) {
    const page = await server.get(next);
    pages.push(page);
    const href = page.status === 200 ? nextOf(page) : undefined;
    next = href && new URL(href, page.request.url).href;
  }
  return { pages };
}

/** Of a list that has more than one page, the first must link to the next. */
export function nextProblems(pages: readonly Exchange[]): readonly string[] {
  const [first] = pages;
  if (!first) return ['Nothing was asked for.'];
  return [
    ...statusProblems(first, 200),
    ...(nextOf(first) === undefined ? ['The first page must have a link with the relation next.'] : []),
  ];
}

/** No item may come twice. */
export function repeatProblems(pages: readonly Exchange[], name: 'processes' | 'jobs'): readonly string[] {
  const ids = pages.flatMap((page) => idsOf(page, name));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...(pages.length > 1 ? [] : ['There is one page only.']),
    ...twice.map((id) => `${id} is on two pages.`),
  ];
}

/** Every page that is linked to must be there, as the first is, and keep to its `limit`. */
export function ruleProblems(pages: readonly Exchange[], name: 'processes' | 'jobs'): readonly string[] {
  const limit = Number(new URL(pages[0]?.request.url ?? 'x:').searchParams.get('limit'));
  return pages.flatMap((page) => [
    ...statusProblems(page, 200),
    ...(idsOf(page, name).length > limit ? [`A page has more than ${limit} ${name}.`] : []),
  ]);
}

function nextOf(page: Exchange): string | undefined {
  return linksOf(page).find(({ rel }) => rel === 'next')?.href;
}

function idsOf(page: Exchange, name: 'processes' | 'jobs'): readonly string[] {
  if (page.status !== 200) return [];
  return itemsOf(page, name).map(({ id, jobID }) => String(jobID ?? id));
}
