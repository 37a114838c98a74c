import type { Keyed } from '#lib/job/keyed.ts';
import { type Item, number, text } from './attributes.ts';
import { idempotencyKey } from './keys.ts';
import { layout } from './table-layout.ts';

/** The item of an idempotency key. */
export function toKeyedItem(keyed: Keyed): Item {
  return {
    ...idempotencyKey(keyed),
    owner: text(keyed.owner),
    key: text(keyed.key),
    fingerprint: text(keyed.fingerprint),
    jobID: text(keyed.jobID),
    [layout.expiry]: number(keyed.expiresAt),
  };
}

export function fromKeyedItem(item: Item): Keyed {
  const member = (name: string) => item[name]?.S ?? '';
  return {
    owner: member('owner'),
    key: member('key'),
    fingerprint: member('fingerprint'),
    jobID: member('jobID'),
    expiresAt: Number(item[layout.expiry]?.N),
  };
}
