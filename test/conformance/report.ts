import type { Verdict } from './suite.ts';

/** A line of the table: number, id, verdict, and why. */
export function lineOf({ check, verdict, reasons }: Verdict): string {
  const [first = '', ...others] = reasons;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const why = first === '' ? '' : `: ${first}${more}`;
  return `${check.number.padEnd(4)} ${check.id.padEnd(58)} ${verdict}${why}`;
}

/** The last line, such as `81 passed, 0 failed, 2 skipped`. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const count = (wanted: Verdict['verdict']) => verdicts.filter(({ verdict }) => verdict === wanted).length;
  const skipped = count('not run');
  return `${count('passed')} passed, ${count('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** All of it for programs. */
export function jsonOf(base: string, verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ check: { number, id, title }, verdict, reasons }) => ({
    number,
    id,
    title,
    verdict,
    reasons,
  }));
  return JSON.stringify({ url: base, verdicts: rows }, null, 2);
}
