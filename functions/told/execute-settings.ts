import { environment } from '#lib/environment.ts';
import type { ExecuteSettings } from '#lib/operations/execute-ports.ts';

/** How this deployment takes executions. */
export function executeSettings(): ExecuteSettings {
  const told = environment(
    'BODY_LIMIT',
    'SYNC_WAIT',
    'SYNC_WAIT_MAXIMUM',
    'LEASE_SECONDS',
    'REDISPATCH_SECONDS',
    'RETENTION_DAYS',
    'ACTIVE_JOBS',
  );
  return {
    bodyLimit: told.BODY_LIMIT,
    syncWait: told.SYNC_WAIT,
    syncWaitMaximum: told.SYNC_WAIT_MAXIMUM,
    leaseSeconds: told.LEASE_SECONDS,
    redispatchSeconds: told.REDISPATCH_SECONDS,
    retentionDays: told.RETENTION_DAYS,
    activeJobs: told.ACTIVE_JOBS,
  };
}
