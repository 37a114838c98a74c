import { environment } from '#lib/environment.ts';
import type { RunSettings } from '#lib/operations/run-job.ts';

/** How this deployment runs the process that the function is of. */
export function runSettings(): RunSettings {
  const told = environment(
    'LEASE_SECONDS',
    'HEARTBEAT_SECONDS',
    'MAX_ATTEMPTS',
    'RETENTION_DAYS',
    'CALLBACK_PROGRESS_SECONDS',
    'SOFT_LIMIT',
    'HARD_LIMIT',
  );
  return {
    leaseSeconds: told.LEASE_SECONDS,
    heartbeatSeconds: told.HEARTBEAT_SECONDS,
    maxAttempts: told.MAX_ATTEMPTS,
    retentionDays: told.RETENTION_DAYS,
    progressSeconds: told.CALLBACK_PROGRESS_SECONDS,
    softLimit: told.SOFT_LIMIT,
    hardLimit: told.HARD_LIMIT,
  };
}
