import { html } from 'hono/html';
import type { Markup } from './layout.ts';
import { anchor } from './links.ts';
import { type OutputValue, toOutputValue } from './output-value.ts';
import { excerpt, type Pretty, pretty } from './pretty.ts';

/** Where an output is by itself, if anywhere, and how many characters of it there is room for. */
interface Place {
  readonly href: string | undefined;
  readonly room: number;
}

/** Characters of a text that are shown. */
const textLimit = 8000;

/** Characters of a file in base64 that go into the page, where it can be had nowhere else, or is a picture. */
const fileLimit = 1_500_000;

/** One output by its kind, and how many characters it took. */
export function outputSection(
  id: string,
  member: unknown,
  { href, room }: Place,
): { readonly markup: Markup; readonly size: number } {
  const value = toOutputValue(member);
  const body = bodyOf(value, id, { href, room });
  const markup = html`<section>
<h2>${id}</h2>
<p class="muted">${kindOf(value)}</p>
${body}
${href !== undefined && value.kind !== 'link' && html`<p>${anchor(href, `The output ${id} by itself`)}</p>`}
</section>
`;
  return { markup, size: String(body).length };
}

function bodyOf(value: OutputValue, id: string, { href, room }: Place): Markup {
  switch (value.kind) {
    case 'link':
      return html`<p>${anchor(value.href, `The output ${id} by itself`)}</p>`;
    case 'literal':
      return html`<p class="value">${value.text}</p>`;
    case 'text':
      return block(excerpt(value.text, Math.min(textLimit, room)), href);
    case 'json':
      return block(pretty(value.value, Math.min(textLimit, room)), href);
    case 'picture':
      return value.base64.length > Math.min(fileLimit, room)
        ? tooLarge(href)
        : html`<img src="data:${value.mediaType};base64,${value.base64}" alt="The output ${id} as a picture">`;
    case 'file':
      if (href !== undefined) return html``;
      return value.base64.length > Math.min(fileLimit, room)
        ? tooLarge(href)
        : html`<p><a download="${id}" href="data:application/octet-stream;base64,${value.base64}">Download</a></p>`;
  }
}

function block({ text, whole }: Pretty, href: string | undefined): Markup {
  return html`<pre class="tall" tabindex="0"><code>${text}</code></pre>
${whole ? '' : html`<p>This is only its beginning. ${rest(href)}</p>`}`;
}

function tooLarge(href: string | undefined): Markup {
  return html`<p>It is too large to be shown here. ${rest(href)}</p>`;
}

function rest(href: string | undefined): string {
  return href === undefined
    ? 'All of it is in the answer as JSON; executed as a job it gets a link.'
    : 'The link leads to all of it.';
}

const literals: Readonly<Record<string, string>> = {
  string: 'Text',
  number: 'Number',
  boolean: 'Truth value',
};

/** "Picture, image/png, 12 kB" */
function kindOf(value: OutputValue): string {
  switch (value.kind) {
    case 'link':
      return ['Link', value.mediaType].filter(Boolean).join(', ');
    case 'literal':
      return literals[value.type] ?? 'Value';
    case 'text':
      return ['Text', value.mediaType, counted(value.text.length, 'character')].filter(Boolean).join(', ');
    case 'json':
      return [jsonKind(value.value), value.mediaType].filter(Boolean).join(', ');
    case 'picture':
    case 'file':
      return [value.kind === 'file' ? 'File' : 'Picture', value.mediaType, bytes(value.base64)].join(', ');
  }
}

function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return `List of ${counted(value.length, 'item')}`;
  if (typeof value !== 'object' || value === null) return 'Value';
  if ('bbox' in value && !('type' in value)) return 'Bounding box';
  if (!('type' in value)) return 'Object';
  if ('features' in value && Array.isArray(value.features)) {
    return `GeoJSON ${value.type}, ${counted(value.features.length, 'feature')}`;
  }
  return 'coordinates' in value || 'geometry' in value ? `GeoJSON ${value.type}` : 'Object';
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The size of what base64 carries. */
function bytes(base64: string): string {
  const size =
    Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);
  if (size < 1000) return `${size} bytes`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}
