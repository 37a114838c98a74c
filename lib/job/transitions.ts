import type { Status } from '#lib/ogc/status-info.ts';

/** What must hold of the lease for a transition from a status. */
export type LeaseRule = 'any' | 'mine' | 'lapsed';

interface Transition {
  readonly from: Readonly<Partial<Record<Status, LeaseRule>>>;
  /** Absent: the status stays. */
  readonly to?: Status;
  /** Only while attempts are left. */
  readonly attempts?: true;
}

/**
 * Every way in which a job can move. The store derives its write condition from this table, so a duplicate delivery
 * or a lost race is "nothing moved", and nothing moved is success.
 */
export const transitions = {
  /** A worker makes the job its own. */
  claim: { from: { accepted: 'any', running: 'lapsed' }, to: 'running', attempts: true },
  /** The worker is alive; carries progress too. */
  heartbeat: { from: { running: 'mine' } },
  /** The worker gives it back as if it had never had it: another runs an identical execution. */
  park: { from: { running: 'mine' }, to: 'accepted' },
  succeed: { from: { running: 'mine' }, to: 'successful' },
  fail: { from: { running: 'mine' }, to: 'failed' },
  /** The process failed in a way that is worth another attempt. */
  retry: { from: { running: 'mine' }, to: 'accepted', attempts: true },
  /** The sweeper sends the job again. */
  resend: { from: { accepted: 'any', running: 'lapsed' } },
  /** Nobody will run it any more. */
  giveUp: { from: { accepted: 'any', running: 'lapsed' }, to: 'failed' },
  /** The callback of a job that has ended is on its way, or is sent again later. */
  announce: { from: { successful: 'any', failed: 'any' } },
  /** What became of a callback is noted. */
  report: { from: { accepted: 'any', running: 'any', successful: 'any', failed: 'any', dismissed: 'any' } },
  dismiss: {
    from: { accepted: 'any', running: 'any', successful: 'any', failed: 'any' },
    to: 'dismissed',
  },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

export const terminalStatuses = ['successful', 'failed', 'dismissed'] as const satisfies readonly Status[];

export function isTerminal(status: Status): boolean {
  return (terminalStatuses as readonly Status[]).includes(status);
}
