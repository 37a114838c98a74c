import type { Verdict } from './suite.ts';

export const pageFile = 'docs/conformance.md';
/** docs/conformance.md, which says what was found of the embedded runner. */
export function conformancePage(verdicts: readonly Verdict[]): string {
  return verdicts.length.toString();
}
