import { describe, expect, it } from 'vitest';
import { readJobsOptions } from '../../../bin/jobs-options.ts';

const now = Date.parse('2026-11-24T12:00:00.000Z');
const read = (...args: string[]) => readJobsOptions(args, now);

describe('npm run jobs', () => {
  it('lists fifty of the last week where nothing else is said', () => {
    expect(read()).toEqual({
      show: 'list',
      limit: 50,
      filter: { createdFrom: '2026-11-17T12:00:00.000Z' },
    });
  });

  it('takes statuses, processes, a limit and a stage', () => {
    const options = read(
      '--status',
      'failed,dismissed',
      '--process',
      'a',
      '--process',
      'b,c',
      '--limit',
      '7',
      '--stage',
      'prod',
    );

    expect(options).toMatchObject({
      stage: 'prod',
      limit: 7,
      filter: { status: ['failed', 'dismissed'], processID: ['a', 'b', 'c'] },
    });
  });

  it.each([
    ['90s', '2026-11-24T11:58:30.000Z'],
    ['30m', '2026-11-24T11:30:00.000Z'],
    ['12h', '2026-11-24T00:00:00.000Z'],
    ['1d', '2026-11-23T12:00:00.000Z'],
    ['2w', '2026-11-10T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T12:00:00+01:00', '2026-11-01T11:00:00.000Z'],
  ])('understands --since %s', (since, createdFrom) => {
    expect(read('--since', since)).toMatchObject({ filter: { createdFrom } });
  });

  it('shows the one job that is named', () => {
    expect(read('42', '--local')).toEqual({ show: 'job', jobID: '42', local: true });
  });

  it.each([
    [
      ['--status', 'done'],
      '--status is "done", and must be one of accepted, running, successful, failed, dismissed.',
    ],
    [
      ['--since', 'yesterday'],
      '--since is "yesterday", and must be a length such as 30m, 12h, 1d or 2w, or a time such as 2026-11-01T12:00:00Z.',
    ],
    [['--since', '2026-13-01'], '--since is "2026-13-01", and must be'],
    [['--since', '99999999999w'], '--since is "99999999999w", and must be'],
    [['--limit', '0'], '--limit is "0", and must be a whole number from 1 to 1000.'],
    [['--limit', '1e2'], '--limit is "1e2", and must be a whole number from 1 to 1000.'],
    [
      ['--proces', 'a'],
      'There is no option --proces; there are --status, --since, --process, --limit, --stage, --local.',
    ],
    [['--since'], "Option '--since <value>' argument missing."],
    [['1', '2'], 'Name one job, not 2.'],
  ])('says what is wrong with %j', (args, sentence) => {
    expect(() => read(...args)).toThrow(sentence);
  });
});
