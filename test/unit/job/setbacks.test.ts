import { describe, expect, it } from 'vitest';
import { toItem } from '#lib/aws/job-item.ts';
import { attemptsOf, withSetback } from '#lib/job/setbacks.ts';
import { aJob } from '#test/fakes/builders.ts';

const at = (second: number) => Date.parse('2026-11-01T12:00:00.000Z') + second * 1000;
const time = (second: number) => new Date(at(second)).toISOString();
const lost = { outcome: 'lost', detail: 'Its worker was lost before it came to an end.' };

describe('the attempts of a job', () => {
  it('are not told of where there was one that the job says all of itself', () => {
    expect(attemptsOf(aJob())).toBeUndefined();
    expect(attemptsOf(aJob({ status: 'successful', attempt: 1, starts: [at(0)] }))).toBeUndefined();
  });

  it('say of each how it came to an end: failed, lost, successful', () => {
    const job = aJob({
      status: 'successful',
      attempt: 3,
      starts: [at(0), at(10), at(90)],
      setbacks: [{ attempt: 1, ended: at(4), detail: 'The store is busy.' }],
      finished: time(99),
    });

    expect(attemptsOf(job)).toEqual([
      { attempt: 1, started: time(0), ended: time(4), outcome: 'failed', detail: 'The store is busy.' },
      { attempt: 2, started: time(10), ...lost },
      { attempt: 3, started: time(90), ended: time(99), outcome: 'successful' },
    ]);
  });

  it('end with the one that runs, or that waits for the next', () => {
    const starts = [at(0), at(10)];
    const setbacks = [{ attempt: 1, ended: at(4), detail: 'Busy.' }];
    const first = { attempt: 1, started: time(0), ended: time(4), outcome: 'failed', detail: 'Busy.' };

    expect(attemptsOf(aJob({ attempt: 1, starts: [at(0)], setbacks }))).toEqual([first]);
    expect(attemptsOf(aJob({ status: 'running', attempt: 2, starts, setbacks }))).toEqual([
      first,
      { attempt: 2, started: time(10) },
    ]);
  });

  it('were lost to the last one where the job was given up', () => {
    const job = aJob({ status: 'failed', attempt: 2, starts: [at(0), at(70)], finished: time(200) });

    expect(attemptsOf(job)).toEqual([
      { attempt: 1, started: time(0), ...lost },
      { attempt: 2, started: time(70), ...lost },
    ]);
  });

  it('are those that are known of a record from before they were kept', () => {
    expect(attemptsOf(aJob({ status: 'running', attempt: 3, starts: [at(0)] }))).toEqual([
      { attempt: 3, started: time(0) },
    ]);
  });
});

it('a record has the reason of each of three attempts', () => {
  let job = aJob({ attempt: 1 });
  for (const [index, detail] of ['Refused.', 'Busy.', 'Still busy.'].entries()) {
    job = { ...job, attempt: index + 1 };
    job = { ...job, setbacks: withSetback(job, at(index), detail) };
  }

  expect(job.setbacks?.map(({ detail }) => detail)).toEqual(['Refused.', 'Busy.', 'Still busy.']);
});

it('a record with as many setbacks as there can be stays small', () => {
  const detail = 'x'.repeat(500);
  let job = aJob({ status: 'failed', attempt: 0, starts: [] });
  for (let attempt = 1; attempt <= 10; attempt++) {
    job = { ...job, attempt, starts: [...(job.starts ?? []), at(attempt)] };
    job = { ...job, setbacks: withSetback(job, at(attempt), detail) };
  }

  expect(job.setbacks?.map(({ detail }) => detail?.length)).toEqual([120, ...Array(7), 120, 120]);
  const bytes = (one: typeof job) => JSON.stringify(toItem(one)).length;
  expect(bytes(job) - bytes(aJob({ status: 'failed' }))).toBeLessThan(1200);
});
