import { NotRun } from './check.ts';
import { echo, echoText } from './echo.ts';
import { headerLinksOf, isObject, membersOf } from './reading.ts';
import type { Server } from './server.ts';

/** A link to the text `conformance`, for an input by reference: an output of the server itself, handed out so. */
export function textByReference(server: Server): Promise<{ readonly href: string; readonly type: string }> {
  return server.once('text by reference', async () => {
    const { first } = await echo(server);
    const outputs = { [first]: { transmissionMode: 'reference' } };
    const document = await echoText(server, { outputs, response: 'document' });
    const output = document.status === 200 ? membersOf(document)[first] : undefined;
    const href = isObject(output) && typeof output.href === 'string' ? output.href : undefined;
    if (href !== undefined) return { href, type: 'text/plain' };
    const raw = await echoText(server, { outputs });
    const link = headerLinksOf(raw).find(({ rel }) => rel !== 'monitor');
    if (link) return { href: link.href, type: 'text/plain' };
    throw new NotRun('the echo process hands out no output by reference, which inputs could be taken from');
  });
}
