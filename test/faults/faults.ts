/** What can go wrong at a point; where a kind makes no sense, the nearest that does. */
export const faultKinds = [
  'slow',
  'fail before',
  'fail after',
  'happen late',
  'twice',
  'throttle',
  'stale',
  'pause',
  'crash before',
  'crash after',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** At the point of this number, counted from 0. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
  /** How long what is slow, late or paused takes. */
  readonly seconds: number;
}

export type Trouble = Omit<Fault, 'at'>;
