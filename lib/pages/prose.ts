import { html } from 'hono/html';
import type { Markup } from './layout.ts';

/** An author's text, in which what stands between backticks is code. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  // A backtick without its fellow is just that.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}
