import { describe, expect, it } from 'vitest';
import { aJob } from '#test/fakes/builders.ts';
import { toDetails, toTable } from '../../../bin/jobs-print.ts';

const now = Date.parse('2026-11-01T13:00:00.000Z');

/** The cells of the last row. */
const lastRow = (...members: Parameters<typeof aJob>) =>
  toTable([aJob(...members)], now)
    .split('\n')
    .at(-1)
    ?.split(/ {2,}/);

describe('the table of jobs', () => {
  it('names its columns and keeps them under each other', () => {
    const table = toTable(
      [aJob({ processID: 'a' }), aJob({ processID: 'much-longer', message: 'Wait.' })],
      now,
    );

    const [head = '', first = '', second = ''] = table.split('\n');
    expect(head).toMatch(/^jobID +processID +status +created +duration +message$/);
    expect(first.indexOf('accepted')).toBe(second.indexOf('accepted'));
    expect(first).toMatch(/ -$/);
    expect(second).toMatch(/Wait\.$/);
  });

  it.each([
    ['successful', '2026-11-01T12:00:00.000Z', '2026-11-01T12:00:00.340Z', '0.3 s'],
    ['failed', '2026-11-01T12:00:00.000Z', '2026-11-01T12:03:05.000Z', '3 min 5 s'],
    ['running', '2026-11-01T11:58:00.000Z', undefined, '1 h 2 min'],
  ] as const)('says how long a %s job took', (status, started, finished, duration) => {
    expect(lastRow({ status, started, ...(finished && { finished }) })?.[4]).toBe(duration);
  });

  it('has a message on one line, without what a terminal would obey', () => {
    const message = `\u001b[31mFirst\nsecond\t${'x'.repeat(200)}`;

    const cell = lastRow({ status: 'failed', message })?.[5] ?? '';

    expect(cell).toMatch(/^\[31mFirst second x+…$/);
    expect(cell.length).toBeLessThanOrEqual(120);
  });
});

describe('one job in full', () => {
  it('has its facts, why it failed and where its log is, but not the token of its lease', () => {
    const job = aJob({
      status: 'failed',
      failure: { code: 'job-failed', detail: 'No.' },
      leaseToken: 'secret',
      leaseUntil: now,
    });

    const text = toDetails(job, 'grep 42 log');

    expect(text).toMatch(/^failure +job-failed: No\.$/m);
    expect(text).toMatch(/^leaseUntil +2026-11-01T13:00:00\.000Z$/m);
    expect(text).toMatch(/^expires +2026-11-02T12:00:00\.000Z$/m);
    expect(text).toMatch(/Its log lines:\n {2}grep 42 log$/);
    expect(text).not.toContain('secret');
  });

  it('tells of each attempt: when it was, and what came of it', () => {
    const at = (second: number) => now + second * 1000;
    const job = aJob({
      status: 'running',
      attempt: 3,
      starts: [at(0), at(10), at(90)],
      setbacks: [{ attempt: 1, ended: at(4), detail: 'The store\nis busy.' }],
    });

    const text = toDetails(job, '');

    expect(text).toMatch(
      /^attempt 1 +2026-11-01T13:00:00\.000Z to 2026-11-01T13:00:04\.000Z, failed: The store is busy\.$/m,
    );
    expect(text).toMatch(/^attempt 2 +2026-11-01T13:00:10\.000Z, lost: Its worker was lost .+\.$/m);
    expect(text).toMatch(/^attempt 3 +2026-11-01T13:01:30\.000Z$/m);
    expect(text).not.toMatch(/^(starts|setbacks)|\[object/m);
  });

  it('says in words what became of callbacks', () => {
    const text = toDetails(
      aJob({
        subscribed: ['successUri', 'failedUri'],
        callback: { event: 'successUri', status: 'delivered', attempts: 1, updated: 'now' },
      }),
      '',
    );

    expect(text).toMatch(/^subscribed +successUri, failedUri$/m);
    expect(text).toMatch(/^callback +event successUri, status delivered, attempts 1, updated now$/m);
  });
});
