import { afterEach, describe, expect, it, vi } from 'vitest';
import { log } from '#lib/aws/log.ts';
import { type MetricName, measured, metrics } from '#lib/metrics.ts';
import { metricsIn } from './embedded-metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What the functions' logger prints, line by line. */
function printed(print: () => void): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  print();
  return lines;
}

describe('a log event with numbers', () => {
  it('is one line that CloudWatch takes them out of, with the stage as the only dimension', () => {
    const lines = printed(() =>
      log({ processID: 'echo' }).info('job', { jobID: '42', ...measured('prod', { JobsFailed: 1 }) }),
    );

    expect(lines).toHaveLength(1);
    expect(metricsIn(lines[0] ?? '')).toEqual({
      dimensions: { stage: 'prod' },
      values: { JobsFailed: 1 },
    });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'job', jobID: '42', processID: 'echo' });
  });

  it('keeps a zero, which the logger would take for nothing if it were text', () => {
    const [line = ''] = printed(() => log().info('sweep', measured('prod', { Sweeps: 1, JobsResent: 0 })));

    expect(metricsIn(line).values).toEqual({ Sweeps: 1, JobsResent: 0 });
  });

  it('can have every metric at once', () => {
    const values = Object.fromEntries(Object.keys(metrics).map((name, place) => [name, place]));

    const [line = ''] = printed(() =>
      log().info('all', measured('prod', values as Record<MetricName, number>)),
    );

    expect(metricsIn(line).values).toEqual(values);
  });
});
