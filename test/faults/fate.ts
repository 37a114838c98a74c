import type { Trouble } from './faults.ts';

/** What becomes of a request. */
export interface Fate {
  /** It is carried out so often, each time so many milliseconds later than usual. */
  readonly delays: readonly number[];
  /** Its answer comes, is lost, or its sender dies. */
  readonly ends: 'answer' | 'fail' | 'die';
  /** That happens before it is carried out. */
  readonly early?: true;
}

export function fateOf(point: string, trouble: Trouble | undefined): Fate {
  const later = (trouble?.seconds ?? 0) * 1000;
  switch (trouble?.kind) {
    case undefined:
    case 'stale':
    case 'pause':
      return { delays: [0], ends: 'answer' };
    case 'slow':
      return { delays: [later], ends: 'answer' };
    case 'twice':
      return { delays: isOnce(point) ? [later] : [0, later], ends: 'answer' };
    case 'throttle':
      return /^(processes|receivers)\./.test(point)
        ? { delays: [0], ends: 'answer' }
        : { delays: [], ends: 'fail' };
    case 'fail before':
      return { delays: [], ends: 'fail' };
    case 'fail after':
      return { delays: [0], ends: 'fail' };
    case 'happen late':
      return { delays: [later], ends: 'fail', early: true };
    case 'crash before':
      return { delays: [], ends: 'die' };
    case 'crash after':
      return { delays: [0], ends: 'die' };
  }
}

/** A transaction carries a token, so that its repetition changes nothing; functions are not invoked again by the SDK. */
function isOnce(point: string): boolean {
  return /^(newJobs|processes)\.|^transitions\.move (succeed|dismiss)/.test(point);
}
