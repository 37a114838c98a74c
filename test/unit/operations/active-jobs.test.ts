import { describe, expect, it } from 'vitest';
import { aJob } from '#test/fakes/builders.ts';
import { aServer, ask, jobOf, respondAsync, shouting } from './server-fixtures.ts';
import { holdTime } from './worker-fixtures.ts';

holdTime();

describe('the bound on active jobs', () => {
  const bounded = { owner: 'jwt:ann', headers: respondAsync, activeJobs: 2 };

  it('lets so many wait or run, and one more when one has ended', async () => {
    const server = aServer(shouting);
    const { jobID } = jobOf(await ask(server, bounded));
    await ask(server, bounded);

    await expect(ask(server, bounded)).rejects.toMatchObject({
      code: 'too-many-requests',
      status: 429,
      headers: { 'Retry-After': '10' },
      message:
        '2 of your jobs wait or run, and there may be no more than 2; wait until one ends, or dismiss one.',
    });
    await server.transitions.move(jobID, 'dismiss', { now: server.clock.now(), changes: {} });
    expect((await ask(server, bounded)).status).toBe(201);
  });

  it('holds for what may become a job, and for nothing else', async () => {
    const [server, never] = [aServer(shouting), aServer(shouting, { jobControlOptions: ['sync-execute'] })];
    for (const one of [server, never]) {
      for (const jobID of ['a', 'b']) one.store.jobs.set(jobID, aJob({ jobID, owner: 'jwt:ann', dueAt: 1 }));
    }

    await expect(ask(server, { ...bounded, headers: {} })).rejects.toMatchObject({ status: 429 });
    expect((await ask(never, { ...bounded, headers: {} })).status).toBe(200);
    expect((await ask(server, { ...bounded, owner: 'jwt:bob' })).status).toBe(201);
  });

  it('does not keep a repeated request from its job', async () => {
    const server = aServer(shouting);
    const keyed = { ...bounded, headers: { ...respondAsync, 'idempotency-key': '"one"' } };
    const { jobID } = jobOf(await ask(server, keyed));
    await ask(server, bounded);

    expect(jobOf(await ask(server, keyed)).jobID).toBe(jobID);
    await expect(
      ask(server, { ...keyed, headers: { ...respondAsync, 'idempotency-key': '"two"' } }),
    ).rejects.toMatchObject({ status: 429 });
  });

  it('costs nothing where there is none', async () => {
    const server = aServer(shouting);
    const count = () => Promise.reject(new Error('Nobody counts.'));

    const answer = await ask({ ...server, activeJobs: { count } }, { ...bounded, activeJobs: 0 });

    expect(answer.status).toBe(201);
  });

  it('does not keep the cache from answering', async () => {
    const server = aServer(shouting, { cacheTtl: 60 });
    await ask(server, { owner: 'jwt:ann' });
    for (const jobID of ['a', 'b']) server.store.jobs.set(jobID, aJob({ jobID, owner: 'jwt:ann', dueAt: 1 }));

    expect((await ask(server, bounded)).status).toBe(201);
  });
});
