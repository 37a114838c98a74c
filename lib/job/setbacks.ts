import type { Attempt, Status } from '#lib/ogc/status-info.ts';
import type { Job, Setback } from './job.ts';

/** Reasons that a record remembers, and characters of each: heartbeats rewrite it, and are billed by the kilobyte. */
const remembered = 2;
const longest = 120;

/** The setbacks of a job with that of its present attempt. */
export function withSetback(
  { attempt, setbacks = [] }: Pick<Job, 'attempt' | 'setbacks'>,
  ended: number,
  detail: string,
): readonly Setback[] {
  const cut = detail.length > longest ? `${detail.slice(0, longest - 1)}…` : detail;
  // One less than it remembers, because the new one has its reason too.
  const forgetful = setbacks.map(({ detail, ...rest }, index) =>
    detail !== undefined && index > setbacks.length - remembered ? { ...rest, detail } : rest,
  );
  return [...forgetful, { attempt, ended, detail: cut }];
}

/**
 * The attempts of a job, for its client; absent where there was nothing but one, which the job itself says all of. An
 * attempt that another one followed without a setback was lost, and so was the last one of a job that was given up.
 */
export function attemptsOf(job: Job): readonly Attempt[] | undefined {
  const { attempt, starts = [], setbacks = [] } = job;
  if (attempt < 2 && setbacks.length === 0) return undefined;
  const first = attempt - starts.length + 1;
  return starts.map((start, index): Attempt => {
    const number = first + index;
    const began = { attempt: number, started: toTime(start) };
    const setback = setbacks.find((one) => one.attempt === number);
    if (setback) {
      const { ended, detail } = setback;
      return { ...began, ended: toTime(ended), outcome: 'failed', ...(detail !== undefined && { detail }) };
    }
    if (number < attempt) return { ...began, outcome: 'lost', detail: lost };
    const outcome = outcomes[job.status];
    if (outcome === undefined) return began;
    if (outcome === 'lost') return { ...began, outcome, detail: lost };
    return { ...began, ...(job.finished !== undefined && { ended: job.finished }), outcome };
  });
}

const lost = 'Its worker was lost before it came to an end.';

/** Of the last attempt, where it left no setback. */
const outcomes: Readonly<Partial<Record<Status, Attempt['outcome']>>> = {
  successful: 'successful',
  failed: 'lost',
  dismissed: 'dismissed',
};

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
