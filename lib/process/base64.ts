/** Whether a text decodes as base64 (RFC 4648); line breaks are let through, as MIME has them, and padding may lack. */
export function isBase64(text: string): boolean {
  const match = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text.replace(/\s+/g, ''));
  return match !== null && (match[1] ?? '').length % 4 !== 1;
}
