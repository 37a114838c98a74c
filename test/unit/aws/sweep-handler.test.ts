import { describe, expect, it } from 'vitest';
import { sweepHandler } from '#lib/aws/sweep-handler.ts';
import type { SweepReport } from '#lib/operations/sweep.ts';
import { metricsIn } from '../embedded-metrics.ts';

const report: SweepReport = { due: 9, resent: 3, givenUp: 2, reposted: 1, oldestWaitingSeconds: 70 };

function aHandler(sweep: (tell: (report: SweepReport) => void) => Promise<unknown>) {
  const entries: [string, Readonly<Record<string, unknown>> | undefined][] = [];
  const log = { info: (...entry: (typeof entries)[number]) => entries.push(entry) };
  return { handler: sweepHandler({ sweep, log, stage: 'test' }), entries };
}

describe('the handler of sweeps', () => {
  it('logs one event, which is its metrics', async () => {
    const { handler, entries } = aHandler(async (tell) => tell(report));

    await handler();

    expect(entries).toMatchObject([['sweep', report]]);
    expect(metricsIn(JSON.stringify(entries[0]?.[1]))).toEqual({
      dimensions: { stage: 'test' },
      values: { Sweeps: 1, JobsResent: 3, JobsGivenUp: 2, OldestWaitingSeconds: 70 },
    });
  });

  it('fails when some jobs could not be looked after, and has logged the sweep all the same', async () => {
    const { handler, entries } = aHandler(async (tell) => {
      tell(report);
      throw new Error('The table is gone.');
    });

    await expect(handler()).rejects.toThrow('The table is gone.');
    expect(entries).toHaveLength(1);
  });
});
