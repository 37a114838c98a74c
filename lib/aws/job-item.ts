import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Job } from '#lib/job/job.ts';
import { everybody } from '#lib/job/owner.ts';
import { type Item, number, text } from './attributes.ts';
import { jobKey, listSort, shard } from './keys.ts';
import { layout } from './table-layout.ts';

/** How each member of a job stands in its item; an attribute is named like its member. */
const encodings = {
  jobID: 'text',
  processID: 'text',
  processVersion: 'text',
  owner: 'text',
  status: 'text',
  message: 'text',
  progress: 'number',
  created: 'text',
  started: 'text',
  finished: 'text',
  updated: 'text',
  failure: 'json',
  cacheKey: 'text',
  cachedAt: 'text',
  ranVersion: 'text',
  attempt: 'number',
  starts: 'numbers',
  setbacks: 'json',
  leaseToken: 'text',
  leaseUntil: 'number',
  dueAt: 'number',
  resent: 'number',
  subscribed: 'json',
  callback: 'json',
  progressCallback: 'json',
  expiresAt: 'number',
} as const satisfies Record<keyof Job, 'text' | 'number' | 'numbers' | 'json'>;

/**
 * How items of jobs are written; each says so in `itemVersion`. Whoever changes the meaning of an attribute counts this up
 * and still reads the former version, of which items may stand in the table for as long as results are kept.
 *
 * - 1: the same attributes; says nothing of its version.
 * - 2: has `itemVersion`.
 */
const itemVersion = 2;

/** The status item of a job, with its places in the indexes. */
export function toItem(job: Job): Item {
  const { list, all, due, active } = layout.indexes;
  const item: Item = {
    ...jobKey(job.jobID, 'status'),
    itemVersion: number(itemVersion),
    [list.partitionKey]: text(job.owner),
    [list.sortKey]: text(listSort(job)),
    [all.partitionKey]: text(shard('all', job.jobID)),
    ...(job.dueAt !== undefined && { [due.partitionKey]: text(shard('due', job.jobID)) }),
    ...(job.dueAt !== undefined && job.owner !== everybody && { [active.partitionKey]: text(job.owner) }),
  };
  for (const member of members) {
    if (job[member] !== undefined) item[member] = toAttribute(member, job[member]);
  }
  return item;
}

/** The job that an item holds; attributes that belong to the table only are left out. */
export function fromItem(item: Item): Job {
  const entries = members
    .filter((member) => item[member] !== undefined)
    .map((member) => [member, fromAttribute(member, item[member] as AttributeValue)]);
  return Object.fromEntries(entries) as Job;
}

/** One member of a job as an attribute. */
export function toAttribute(member: keyof Job, value: unknown): AttributeValue {
  if (encodings[member] === 'number') return number(value as number);
  if (encodings[member] === 'numbers') return { L: (value as readonly number[]).map(number) };
  return text(encodings[member] === 'text' ? (value as string) : JSON.stringify(value));
}

const members = Object.keys(encodings) as readonly (keyof Job)[];

function fromAttribute(member: keyof Job, attribute: AttributeValue): unknown {
  if (encodings[member] === 'number') return Number(attribute.N);
  if (encodings[member] === 'numbers') return attribute.L?.map(({ N }) => Number(N)) ?? [];
  return encodings[member] === 'text' ? attribute.S : JSON.parse(attribute.S ?? 'null');
}
