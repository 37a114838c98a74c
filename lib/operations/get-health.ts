import type { Ports } from '#lib/job/ports.ts';
import type { Answer } from '#lib/ogc/answer.ts';

/** Milliseconds that a check may take, and that its outcome holds. */
const patience = 2000;
const lifetime = 5000;

/** Makes the operation, which remembers its last answer so that nobody can wear out the table by asking. */
export function getHealth({ health, clock }: Pick<Ports, 'health' | 'clock'>): () => Promise<Answer> {
  let last: { readonly answer: Promise<Answer>; readonly until: number } | undefined;
  return () => {
    const now = clock.now();
    if (last === undefined || last.until <= now) {
      last = { answer: check(health, clock), until: now + lifetime };
    }
    return last.answer;
  };
}

async function check(health: Ports['health'], clock: Ports['clock']): Promise<Answer> {
  const [table, queues] = await Promise.all([
    outcome(health.table(), clock),
    outcome(health.queues(), clock),
  ]);
  const ok = table === 'ok' && queues === 'ok';
  return {
    status: ok ? 200 : 503,
    headers: { 'Cache-Control': `max-age=${lifetime / 1000}` },
    body: { json: { status: ok ? 'ok' : 'unavailable', checks: { table, queues } } },
  };
}

async function outcome(answer: Promise<void>, clock: Ports['clock']): Promise<'ok' | 'unavailable'> {
  const late = Promise.withResolvers<'unavailable'>();
  using _ = clock.after(patience, () => late.resolve('unavailable'));
  try {
    return await Promise.race([answer.then(() => 'ok' as const), late.promise]);
  } catch {
    return 'unavailable';
  }
}
