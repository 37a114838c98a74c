import { isRecommendation } from './check.ts';
import type { Verdict } from './suite.ts';

/** A line of the table: number, id, verdict, and why. */
export function lineOf({ check, verdict, reasons }: Verdict): string {
  const [first = '', ...others] = reasons;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const why = first === '' ? '' : `: ${first}${more}`;
  const number = isRecommendation(check) ? '' : check.number;
  return `${number.padEnd(4)} ${check.id.padEnd(58)} ${verdict}${why}`;
}

/** The requirements counted, such as `81 passed, 0 failed, 2 not run`. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const required = verdicts.filter(({ check }) => !isRecommendation(check));
  const count = (wanted: Verdict['verdict']) => required.filter(({ verdict }) => verdict === wanted).length;
  const notRun = count('not run');
  return `${count('passed')} passed, ${count('failed')} failed${notRun > 0 ? `, ${notRun} not run` : ''}`;
}

/** The recommendations counted. */
export function followedOf(verdicts: readonly Verdict[]): string {
  const all = verdicts.filter(({ check }) => isRecommendation(check));
  const followed = all.filter(({ verdict }) => verdict === 'passed');
  return `${followed.length} of ${all.length} recommendations followed`;
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
