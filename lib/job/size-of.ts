import type { StoredOutputs } from './job.ts';

/** Bytes of all values together. */
export function sizeOf(values: StoredOutputs): number {
  return Object.values(values).reduce((sum, { size }) => sum + size, 0);
}
