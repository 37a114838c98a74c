import { echo, echoText } from './echo.ts';
import { jobOfRow } from './echo-outputs.ts';
import type { Exchange } from './exchange.ts';
import { jobOf, type Server } from './server.ts';

/** One URL of every kind that has a JSON body, below the base URL or absolute. */
export async function resources(server: Server): Promise<readonly string[]> {
  const { processID } = await echo(server);
  const { execution } = await jobOfRow(server, 'document');
  const job = jobOf(execution);
  return ['/', '/conformance', '/processes', `/processes/${encodeURIComponent(processID)}`, job];
}

/** Each of them, and an execution with a document, asked for in a media type. */
export async function everythingAs(server: Server, accept: string): Promise<readonly Exchange[]> {
  const urls = await resources(server);
  return Promise.all([
    ...urls.map((url) => server.get(url, { accept })),
    echoText(server, { response: 'document' }, { accept }),
  ]);
}
