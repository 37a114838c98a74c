/** Media types that the protocol itself uses. */
export const mediaTypes = {
  json: 'application/json',
  geojson: 'application/geo+json',
  html: 'text/html',
  text: 'text/plain',
  binary: 'application/octet-stream',
  problem: 'application/problem+json',
  multipart: 'multipart/related',
  /** Compared as a string by clients: no space after the semicolon. */
  openapi: 'application/vnd.oai.openapi+json;version=3.0',
} as const;
