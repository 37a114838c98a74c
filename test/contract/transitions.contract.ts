import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Job, Results } from '#lib/job/job.ts';
import type { Move, Moved } from '#lib/job/move.ts';
import type { TransitionName } from '#lib/job/transitions.ts';
import { aNewJob, aRunningJob, given, type Open, type Subject, someInputs } from './subject.ts';

const aResult: Results = {
  values: { echo: { mediaType: 'text/plain', size: 5, bytes: new TextEncoder().encode('Hello') } },
};

/** Every state that a job can stand in, as a worker with the token `mine` sees it. */
const states = {
  accepted: aNewJob,
  mine: aRunningJob,
  'mine, lapsed': (subject) => aRunningJob(subject, { leaseUntil: subject.now() }),
  "another's": (subject) => aRunningJob(subject, { leaseToken: 'another' }),
  "another's, lapsed": (subject) =>
    aRunningJob(subject, { leaseToken: 'another', leaseUntil: subject.now() }),
  successful: (subject) => aNewJob(subject, { status: 'successful' }),
  failed: (subject) => aNewJob(subject, { status: 'failed' }),
  dismissed: (subject) => aNewJob(subject, { status: 'dismissed' }),
} satisfies Record<string, (subject: Subject) => Job>;

type State = keyof typeof states;

/** Written out by hand: where each transition moves a job, and to which status. */
const allowed: Record<TransitionName, Partial<Record<State, Job['status']>>> = {
  claim: { accepted: 'running', 'mine, lapsed': 'running', "another's, lapsed": 'running' },
  heartbeat: { mine: 'running', 'mine, lapsed': 'running' },
  park: { mine: 'accepted', 'mine, lapsed': 'accepted' },
  succeed: { mine: 'successful', 'mine, lapsed': 'successful' },
  fail: { mine: 'failed', 'mine, lapsed': 'failed' },
  retry: { mine: 'accepted', 'mine, lapsed': 'accepted' },
  resend: { accepted: 'accepted', 'mine, lapsed': 'running', "another's, lapsed": 'running' },
  giveUp: { accepted: 'failed', 'mine, lapsed': 'failed', "another's, lapsed": 'failed' },
  announce: { successful: 'successful', failed: 'failed' },
  report: {
    accepted: 'accepted',
    mine: 'running',
    'mine, lapsed': 'running',
    "another's": 'running',
    "another's, lapsed": 'running',
    successful: 'successful',
    failed: 'failed',
    dismissed: 'dismissed',
  },
  dismiss: {
    accepted: 'dismissed',
    mine: 'dismissed',
    'mine, lapsed': 'dismissed',
    "another's": 'dismissed',
    "another's, lapsed": 'dismissed',
    successful: 'dismissed',
    failed: 'dismissed',
  },
};

const cases = (Object.keys(allowed) as TransitionName[]).flatMap((name) =>
  (Object.keys(states) as State[]).map((state) => ({ name, state, to: allowed[name][state] })),
);

function aMove(subject: Subject, members: Partial<Move> = {}): Move {
  return { now: subject.now(), leaseToken: 'mine', maxAttempts: 3, changes: {}, ...members };
}

/** By the port that has the least grants. */
function moving(subject: Subject, jobID: string, name: TransitionName, move: Move): Promise<Moved> {
  return name === 'resend' || name === 'giveUp' || name === 'announce' || name === 'report'
    ? subject.moves.move(jobID, name, move)
    : subject.transitions.move(jobID, name, move);
}

export function transitionsContract(open: Open): void {
  describe('transitions', () => {
    test.each(cases.filter(({ to }) => to))('$name moves a job that is $state to $to', async (row) => {
      const subject = open();
      const job = await given(subject, states[row.state](subject));

      const moved = await moving(subject, job.jobID, row.name, aMove(subject));

      expect(moved).toMatchObject({ moved: true, job: { status: row.to } });
      expect(await subject.jobs.read(job.jobID)).toEqual(moved.job);
    });

    test.each(cases.filter(({ to }) => !to))('$name leaves a job that is $state as it is', async (row) => {
      const subject = open();
      const job = await given(subject, states[row.state](subject));

      const moved = await moving(
        subject,
        job.jobID,
        row.name,
        aMove(subject, { changes: { message: 'Moved.' } }),
      );

      expect(moved).toEqual({ moved: false, job });
      expect(await subject.jobs.read(job.jobID)).toEqual(job);
    });

    test.each(Object.keys(allowed) as TransitionName[])('%s of a job that is not there', async (name) => {
      const subject = open();

      expect(await moving(subject, randomUUID(), name, aMove(subject))).toEqual({ moved: false });
    });

    test('a job that has expired does not move', async () => {
      const subject = open();
      const job = await given(subject, aNewJob(subject, { expiresAt: subject.now() / 1000 - 1 }));

      expect(await moving(subject, job.jobID, 'claim', aMove(subject))).toEqual({ moved: false });
    });

    test('members are set, and removed where they are undefined', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, { message: 'Half of it.', progress: 50 }));

      const { job: after } = await moving(
        subject,
        job.jobID,
        'heartbeat',
        aMove(subject, { changes: { message: undefined, progress: 60, leaseUntil: 1 } }),
      );

      const { message, ...rest } = job;
      expect(after).toEqual({ ...rest, progress: 60, leaseUntil: 1 });
    });

    test('a claim counts an attempt and takes its token', async () => {
      const subject = open();
      const job = await given(subject, aNewJob(subject));
      const changes = { leaseToken: 'fresh', leaseUntil: subject.now() + 60_000 };

      const moved = await moving(subject, job.jobID, 'claim', aMove(subject, { changes }));

      expect(moved).toMatchObject({ moved: true, job: { ...changes, attempt: 1, starts: [subject.now()] } });
    });

    test('every claim adds when it began, and a job that is handed back keeps that, and its setbacks', async () => {
      const subject = open();
      const job = await given(
        subject,
        aRunningJob(subject, { leaseToken: 'former', starts: [5], leaseUntil: subject.now() }),
      );
      const setbacks = [{ attempt: 2, ended: 7, detail: 'The store was away.' }];
      const dueAt = subject.now() + 65_000;
      await moving(subject, job.jobID, 'claim', aMove(subject, { changes: { leaseToken: 'mine' } }));

      const { job: after } = await moving(
        subject,
        job.jobID,
        'retry',
        aMove(subject, { changes: { setbacks, dueAt, leaseToken: undefined, leaseUntil: undefined } }),
      );

      expect(after).toMatchObject({ status: 'accepted', attempt: 2, starts: [5, subject.now()], setbacks });
      expect(await subject.jobs.read(job.jobID)).toEqual(after);
      expect((await subject.dueJobs.due(dueAt, 1000)).map(({ jobID }) => jobID)).toContain(job.jobID);
    });

    test('a job that is given back has its attempt left, and may be claimed at once', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, { attempt: 3, starts: [1, 2, 3] }));
      const before = { attempt: 2, starts: [1, 2] };
      const changes = { ...before, leaseToken: undefined, leaseUntil: undefined, dueAt: subject.now() };

      const parked = await moving(subject, job.jobID, 'park', aMove(subject, { changes }));
      const due = await subject.dueJobs.due(subject.now(), 1000);
      const claimed = await moving(subject, job.jobID, 'claim', aMove(subject, { maxAttempts: 3 }));

      expect(parked).toMatchObject({ moved: true, job: { status: 'accepted', ...before } });
      expect(due.map(({ jobID }) => jobID)).toContain(job.jobID);
      expect(claimed).toMatchObject({ moved: true, job: { attempt: 3 } });
    });

    test('no claim is granted once attempts are used up', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, { attempt: 3, leaseUntil: subject.now() }));

      const moved = await moving(subject, job.jobID, 'claim', aMove(subject, { maxAttempts: 3 }));

      expect(moved).toEqual({ moved: false, job });
    });

    test('a job whose attempts are used up is not handed back', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, { attempt: 3 }));

      const moved = await moving(subject, job.jobID, 'retry', aMove(subject, { maxAttempts: 3 }));

      expect(moved).toEqual({ moved: false, job });
    });

    test('a claim that is repeated because its answer was lost is granted once', async () => {
      const subject = open();
      const job = await given(subject, aNewJob(subject));
      const claim = aMove(subject, {
        changes: { leaseToken: 'fresh', leaseUntil: subject.now() + 60_000 },
      });
      const first = await moving(subject, job.jobID, 'claim', claim);

      const second = await moving(subject, job.jobID, 'claim', claim);

      expect(second).toEqual(first);
      expect(second).toMatchObject({ moved: true, job: { attempt: 1 } });
    });

    test('of several workers that claim one job at once, one gets it', async () => {
      const subject = open();
      const job = await given(subject, aNewJob(subject));

      const claims = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((leaseToken) =>
          moving(
            subject,
            job.jobID,
            'claim',
            aMove(subject, { changes: { leaseToken, leaseUntil: subject.now() + 60_000 } }),
          ),
        ),
      );

      const stored = await subject.jobs.read(job.jobID);
      expect(claims.filter(({ moved }) => moved)).toEqual([{ moved: true, job: stored }]);
      expect(stored?.attempt).toBe(1);
    });

    test('a worker whose job was claimed by another changes nothing any more', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, { leaseUntil: subject.now() }));
      await moving(
        subject,
        job.jobID,
        'claim',
        aMove(subject, { changes: { leaseToken: 'next', leaseUntil: subject.now() + 60_000 } }),
      );

      const late = await Promise.all([
        moving(subject, job.jobID, 'heartbeat', aMove(subject, { changes: { progress: 99 } })),
        moving(subject, job.jobID, 'succeed', aMove(subject, { results: aResult })),
        moving(subject, job.jobID, 'fail', aMove(subject)),
        moving(subject, job.jobID, 'retry', aMove(subject)),
      ]);

      expect(late.map(({ moved }) => moved)).toEqual([false, false, false, false]);
      expect(await subject.jobs.read(job.jobID)).toMatchObject({ status: 'running', leaseToken: 'next' });
    });

    test('a worker without a token moves nothing', async () => {
      const subject = open();
      const { leaseToken, ...withoutToken } = aRunningJob(subject);
      const job = await given(subject, withoutToken);

      const { moved } = await moving(subject, job.jobID, 'heartbeat', {
        now: subject.now(),
        changes: {},
      });

      expect(moved).toBe(false);
    });

    test.each(['succeed', 'fail', 'dismiss'] as const)('%s ends the lease and what is due', async (name) => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject));

      const { job: after } = await moving(subject, job.jobID, name, aMove(subject));

      expect(after).not.toHaveProperty('leaseToken');
      expect(after).not.toHaveProperty('leaseUntil');
      expect(after).not.toHaveProperty('dueAt');
    });

    test.each(['succeed', 'fail'] as const)(
      '%s leaves a job due that has a callback in its outbox',
      async (name) => {
        const subject = open();
        const job = await given(subject, aRunningJob(subject));
        const updated = new Date(subject.now()).toISOString();
        const callback = { event: 'successUri', status: 'waiting', attempts: 0, updated } as const;
        const changes = { dueAt: subject.now() - 1, callback };

        const { job: after } = await moving(subject, job.jobID, name, aMove(subject, { changes }));

        expect(after).toMatchObject(changes);
        expect(after).not.toHaveProperty('leaseToken');
        const due = await subject.dueJobs.due(subject.now(), 1000);
        expect(due.filter(({ jobID }) => jobID === job.jobID)).toEqual([after]);
      },
    );

    test('a job whose outbox is emptied is due no more, and one that is dismissed neither', async () => {
      const subject = open();
      const ended = { status: 'successful', dueAt: subject.now() - 1 } as const;
      const emptied = await given(subject, aNewJob(subject, ended));
      const dismissed = await given(subject, aNewJob(subject, ended));

      await moving(subject, emptied.jobID, 'announce', aMove(subject, { changes: { dueAt: undefined } }));
      await moving(subject, dismissed.jobID, 'dismiss', aMove(subject));

      const due = await subject.dueJobs.due(subject.now(), 1000);
      const ours = [emptied.jobID, dismissed.jobID];
      expect(due.filter(({ jobID }) => ours.includes(jobID))).toEqual([]);
    });

    test('a job that has finished since it was seen is not dismissed as one that had not', async () => {
      const subject = open();
      const finished = new Date(subject.now()).toISOString();
      const job = await given(subject, aNewJob(subject, { status: 'failed', finished }));
      const dismissed = async (seen: string | undefined) =>
        (await moving(subject, job.jobID, 'dismiss', aMove(subject, { still: { finished: seen } }))).moved;

      expect(await dismissed(undefined)).toBe(false);
      expect(await dismissed(finished)).toBe(true);
    });

    test('of two reports on a callback as it stood, one is noted', async () => {
      const subject = open();
      const job = await given(subject, aNewJob(subject, { status: 'successful' }));
      const updated = new Date(subject.now()).toISOString();
      const delivery = { event: 'successUri', status: 'waiting', attempts: 1, updated } as const;
      const first = aMove(subject, { still: { callback: undefined }, changes: { callback: delivery } });
      const next = { ...delivery, status: 'delivered', attempts: 2 } as const;
      const second = aMove(subject, { still: { callback: delivery }, changes: { callback: next } });

      const moves = [];
      for (const move of [second, first, first, second, second]) {
        moves.push((await moving(subject, job.jobID, 'report', move)).moved);
      }

      expect(moves).toEqual([false, true, false, true, false]);
      expect(await subject.jobs.read(job.jobID)).toEqual({ ...job, callback: next });
    });

    test('results are readable as soon as the job has succeeded', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject));

      const { job: after } = await moving(
        subject,
        job.jobID,
        'succeed',
        aMove(subject, { results: aResult, changes: { progress: 100 } }),
      );

      expect(after).toMatchObject({ status: 'successful', progress: 100 });
      expect(await subject.results.read(job.jobID)).toEqual({ job: after, results: aResult });
    });

    test('two sweepers send a job once', async () => {
      const subject = open();
      const dueAt = subject.now() - 1;
      const job = await given(subject, aNewJob(subject, { dueAt }));
      const resend = aMove(subject, { dueAt, changes: { dueAt: subject.now() + 60_000, resent: 1 } });

      const both = await Promise.all([
        moving(subject, job.jobID, 'resend', resend),
        moving(subject, job.jobID, 'resend', resend),
      ]);

      expect(both.map(({ moved }) => moved).sort()).toEqual([false, true]);
      expect(await subject.jobs.read(job.jobID)).toMatchObject({ resent: 1, dueAt: subject.now() + 60_000 });
    });

    test('a dismissed job has neither results nor submission', async () => {
      const subject = open();
      const job = aNewJob(subject, { status: 'successful' });
      await subject.newJobs.create(job, someInputs, aResult);

      const { job: after } = await moving(subject, job.jobID, 'dismiss', aMove(subject));

      expect(after?.status).toBe('dismissed');
      expect(await subject.results.read(job.jobID)).toEqual({ job: after });
      expect(await subject.submissions.read(job.jobID)).toBeUndefined();
    });

    test('whether dismissed or finished first, a dismissed job stays dismissed and has no results', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject));

      const [dismissed, succeeded] = await Promise.all([
        moving(subject, job.jobID, 'dismiss', aMove(subject)),
        moving(subject, job.jobID, 'succeed', aMove(subject, { results: aResult })),
      ]);

      expect(dismissed.moved).toBe(true);
      if (!succeeded.moved) expect(succeeded.job?.status).toBe('dismissed');
      expect(await subject.results.read(job.jobID)).toEqual({
        job: expect.objectContaining({ status: 'dismissed' }),
      });
    });
  });
}
