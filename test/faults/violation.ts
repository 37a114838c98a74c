/** The guarantees, as docs/guarantees.md publishes them. */
export const guarantees = {
  I1: 'every acknowledged job reaches exactly one terminal state',
  I2: 'a terminal state never changes, but into dismissed by its owner',
  I3: 'no write of a worker that lost its lease is visible',
  I4: 'results are readable if and only if the status is successful',
  I5: 'never more than the allowed attempts',
  I6: 'dismissal wins or loses atomically',
  I7: 'identical concurrent cacheable requests run the process once per cache window',
  I8: "one owner's jobs are invisible to another",
  I9: 'at least one callback per terminal event asked for, and none to anyone else',
  I10: 'after a kill a job is claimable again, or failed, within three minutes',
} as const;

/**
 * A guarantee, or `once`: one idempotency key stands for one job; or `code`: an operation threw what it should not, or
 * left work behind when it had ended.
 */
export type Guarantee = keyof typeof guarantees | 'once' | 'code';

const others = { once: 'a key stands for one job', code: 'the code behaves' };

/** A guarantee that did not hold, and how that shows. */
export class Violation extends Error {
  readonly guarantee: Guarantee;

  constructor(guarantee: Guarantee, detail: string) {
    super(`${guarantee}, ${{ ...guarantees, ...others }[guarantee]}: ${detail}`);
    this.guarantee = guarantee;
  }
}
