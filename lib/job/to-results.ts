import type { Results, StoredOutputs, Submission } from './job.ts';

/** The results of a submission: values, and how they were asked for. */
export function toResults(
  values: StoredOutputs,
  { outputs, response }: Pick<Submission, 'outputs' | 'response'>,
): Results {
  return { values, ...(outputs && { outputs }), ...(response && { response }) };
}
