import type { Link } from '#lib/ogc/link.ts';

export function processURL(base: string, processID: string): string {
  return `${base}/processes/${encodeURIComponent(processID)}`;
}

/** The author's own links; those that are relative are so to the API. */
export function absoluteLinks(links: readonly Link[] = [], base: string): readonly Link[] {
  return links.map((link) => ({ ...link, href: new URL(link.href, `${base}/`).href }));
}
