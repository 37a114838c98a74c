/** The guarantees, as docs/guarantees.md publishes them. */
export const guarantees = {
  I1: 'every acknowledged job reaches exactly one terminal state',
  I2: 'a terminal state never changes, but into dismissed by its owner',
  I3: 'no write of a worker that lost its lease is visible',
  I4: 'results are readable if and only if the status is successful',
  I5: 'never more than the allowed attempts',
  I6: 'dismissal wins or loses atomically',
  I8: "one owner's jobs are invisible to another",
  I10: 'after a kill a job is claimable again, or failed, within three minutes',
} as const;

/** A guarantee, or `code`: an operation threw what it should not, or left work behind when it had ended. */
export type Guarantee = keyof typeof guarantees | 'code';

/** A guarantee that did not hold, and how that shows. */
export class Violation extends Error {
  readonly guarantee: Guarantee;

  constructor(guarantee: Guarantee, detail: string) {
    const words = guarantee === 'code' ? 'the code behaves' : guarantees[guarantee];
    super(`${guarantee}, ${words}: ${detail}`);
    this.guarantee = guarantee;
  }
}
