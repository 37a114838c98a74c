import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import type { ReadSettings } from './execution.ts';

/** What executing touches, now, later or from the cache. */
export type ExecutePorts = Pick<
  Ports,
  | 'newJobs'
  | 'keyedJobs'
  | 'moves'
  | 'results'
  | 'queue'
  | 'processes'
  | 'cache'
  | 'outputs'
  | 'activeJobs'
  | 'callbacks'
  | 'receiverRules'
  | 'clock'
> & {
  readonly log: Pick<Log, 'error'>;
};

export interface ExecuteSettings extends ReadSettings {
  /** Seconds that a claim holds without a heartbeat. */
  readonly leaseSeconds: number;
  /** Seconds after which the sweeper sends an unclaimed job again. */
  readonly redispatchSeconds: number;
  readonly retentionDays: number;
  /** Jobs that one owner may have waiting or running; 0 for no bound. */
  readonly activeJobs: number;
}
