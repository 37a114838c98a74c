/** Path of the runbook in the project, which alarms and dashboard point to. */
export const runbook = 'docs/operations.md';

/** The anchor of a heading as GitHub makes it: `Jobs fail` → `jobs-fail`. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}
