/**
 * How the names of processes' functions and queues begin, before the processID. `execute` and the sweeper are granted
 * whatever is named so, hence no other stage's names may begin so: see the setting `stage`.
 */
export function processPrefix(stage: string): string {
  return `${stage}-process-`;
}
