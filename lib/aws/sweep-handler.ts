import { measured } from '#lib/metrics.ts';
import type { SweepReport } from '#lib/operations/sweep.ts';
import type { Log } from '#lib/process/process.ts';

interface Work {
  /** What it tells is logged, also where it rejects after that. */
  sweep(tell: (report: SweepReport) => void): Promise<unknown>;
  readonly log: Pick<Log, 'info'>;
  readonly stage: string;
}

/** Handles what the schedule calls. One log event a sweep, which is also its metrics. */
export function sweepHandler({ sweep, log, stage }: Work) {
  return async (): Promise<void> => {
    await sweep((report) => {
      const { resent, givenUp, oldestWaitingSeconds } = report;
      const values = {
        Sweeps: 1,
        JobsResent: resent,
        JobsGivenUp: givenUp,
        OldestWaitingSeconds: oldestWaitingSeconds,
      };
      log.info('sweep', { ...report, ...measured(stage, values) });
    });
  };
}
