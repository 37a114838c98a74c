import * as http from 'node:http';
import * as https from 'node:https';
import type { Exchange } from './exchange.ts';

/** Milliseconds that a server may take for one answer. */
const patience = 60_000;

/**
 * Sends one request and records what is answered; follows no redirect. By Node's own client rather than `fetch`, which
 * hides the version of HTTP.
 */
export function send(request: Exchange['request']): Promise<Exchange> {
  const { method, url, headers, body } = request;
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = client.request(url, { method, headers, agent: false, timeout: patience }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          request,
          httpVersion: response.httpVersion,
          status: response.statusCode ?? 0,
          headers: joined(response.headers),
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(new Error(`${method} ${url} was not answered in ${patience / 1000} s.`)),
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function joined(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
