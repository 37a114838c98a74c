import { cache } from '#lib/aws/cache.ts';
import { callbacks } from '#lib/aws/callbacks.ts';
import { bucket, callbackQueue, queueOnFirstUse, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { flights } from '#lib/aws/flights.ts';
import { newCacheEntries } from '#lib/aws/new-cache-entries.ts';
import { newJobs } from '#lib/aws/new-jobs.ts';
import { newOutputs } from '#lib/aws/new-outputs.ts';
import { ownQueue } from '#lib/aws/own-queue.ts';
import { removals } from '#lib/aws/removals.ts';
import { submissions } from '#lib/aws/submissions.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { environment } from '#lib/environment.ts';
import type { RunSettings } from '#lib/operations/run-job.ts';
import { references } from '#lib/outgoing/references.ts';

/** What a process's function may touch. */
export function runPorts() {
  return {
    cache: cache(table()),
    callbacks: callbacks(callbackQueue),
    clock,
    flights: flights(table()),
    newCacheEntries: newCacheEntries(table()),
    newJobs: newJobs(table(), bucket()),
    newOutputs: newOutputs(bucket()),
    ownQueue: ownQueue(queueOnFirstUse),
    references: references(limits()),
    removals: removals(bucket()),
    submissions: submissions(table(), bucket()),
    transitions: transitions(table()),
  };
}

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

function limits() {
  const told = environment('REFERENCE_LIMIT', 'REFERENCE_TIMEOUT', 'REFERENCE_HTTP', 'REFERENCE_ORIGINS');
  return {
    limit: told.REFERENCE_LIMIT,
    timeout: told.REFERENCE_TIMEOUT,
    http: told.REFERENCE_HTTP,
    origins: told.REFERENCE_ORIGINS,
  };
}
