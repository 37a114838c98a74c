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
    if (last === undefined || last.until <= now) last = { answer: check(health), until: now + lifetime };
    return last.answer;
  };
}

async function check(health: Ports['health']): Promise<Answer> {
  const [table, queues] = await Promise.all([outcome(health.table()), outcome(health.queues())]);
  const ok = table === 'ok' && queues === 'ok';
  return {
    status: ok ? 200 : 503,
    headers: { 'Cache-Control': `max-age=${lifetime / 1000}` },
    body: { json: { status: ok ? 'ok' : 'unavailable', checks: { table, queues } } },
  };
}

async function outcome(answer: Promise<void>): Promise<'ok' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unavailable'>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), patience);
  });
  try {
    return await Promise.race([answer.then(() => 'ok' as const), late]);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}
