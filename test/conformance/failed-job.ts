import { NotRun } from './check.ts';
import { echo, inputsOf } from './echo.ts';
import type { Exchange } from './exchange.ts';
import { membersOf } from './reading.ts';
import { jobOf, type Server } from './server.ts';

/** A job that failed: one of its inputs is a reference to nothing, which can be found out only when it runs. */
export function failedJob(server: Server): Promise<Exchange> {
  return server.once('failed job', async () => {
    const one = await echo(server);
    const href = `${server.base}/nothing-7c9e6679`;
    const inputs = inputsOf(one, { [one.first]: { href, type: 'text/plain' } });
    const execution = await server.execute(one.processID, { inputs }, { prefer: 'respond-async' });
    const status = await server.ended(jobOf(execution));
    if (membersOf(status).status === 'failed') return status;
    throw new NotRun('no job fails here of itself: a reference to nothing was taken');
  });
}
