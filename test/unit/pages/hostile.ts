import { expect } from 'vitest';

/** What a client or an author might write to break out of a page. */
export const hostile = `</title></script><script>alert(1)</script><img src=x onerror="alert(2)">'"&`;

export const hostileURL = 'javascript:alert(document.domain)';

/** The one script that a page may have begins so. */
const ours = '<script>\nconst wait';

/** Nothing of `hostile` has become markup, and nothing leads to a script. */
export function expectHarmless(html: string): void {
  expect(html.replace(ours, '')).not.toMatch(/<script/i);
  expect(html).not.toContain('<img src=x');
  expect(html).not.toMatch(/(href|src|content)="?\s*(javascript|vbscript):/i);
  expect(html).not.toMatch(/\son\w+="/);
}

/** Everything within a JSON value stands in the page as it is, or as part of a longer text. /req/html/content */
export function expectEverything(html: string, json: unknown): void {
  const text = html
    .replace(/<code>|<\/code>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  const missing = leaves(json).filter((leaf) => !text.includes(leaf));
  expect(missing).toEqual([]);
}

function leaves(json: unknown): readonly string[] {
  if (typeof json === 'object' && json !== null) return Object.values(json).flatMap(leaves);
  return [String(json).replaceAll('`', '')];
}
