import { first } from './first.ts';

/** An app whose one process never becomes a job. */
export const atOnce = {
  ...first,
  id: 'at-once',
  jobControlOptions: ['sync-execute'] as const,
  resources: { memory: 512, timeout: { soft: 20, hard: 25 } },
};
