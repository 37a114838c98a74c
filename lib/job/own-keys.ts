import type { StoredOutputs } from './job.ts';

/** Keys of those values in the bucket that are the job's alone: others, under `results/`, may answer other jobs. */
export function ownKeys(values: StoredOutputs): readonly string[] {
  return Object.values(values).flatMap(({ key }) => (key?.startsWith('jobs/') ? [key] : []));
}

/** Those keys that are not under `results/`: only the bucket's lifecycle deletes what answers other jobs too. */
export function withoutShared(keys: readonly string[]): readonly string[] {
  return keys.filter((key) => !key.startsWith('results/'));
}
