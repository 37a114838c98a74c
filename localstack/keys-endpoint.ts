import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type Listening, listen } from './listen.ts';

/** Serves a JWKS file on loopback, as an issuer of tokens would; it is read anew each time. */
export function serveKeys(file: string): Promise<Listening> {
  return listen(
    createServer((_, response) => {
      readFile(file).then(
        (keys) => response.writeHead(200, { 'Content-Type': 'application/jwk-set+json' }).end(keys),
        () => response.writeHead(500).end(),
      );
    }),
    0,
  );
}
