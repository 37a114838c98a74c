import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Move } from '#lib/job/move.ts';
import { isTerminal, type LeaseRule, type TransitionName, transitions } from '#lib/job/transitions.ts';
import { number, text } from './attributes.ts';
import { toAttribute } from './job-item.ts';
import { shard } from './keys.ts';
import { layout } from './table-layout.ts';

export interface MoveExpression {
  /** Absent where nothing changes, as in a bare heartbeat. */
  readonly UpdateExpression: string | undefined;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, AttributeValue>;
}

const due = layout.indexes.due.partitionKey;
const active = layout.indexes.active.partitionKey;

/** A move as an update expression, with the condition that the table of transitions asks for. */
export function moveExpression(jobID: string, name: TransitionName, move: Move): MoveExpression {
  const transition = transitions[name];
  const { names, values, member, value } = placeholders();

  const status = (is: string) => `${member('status')} = ${value(text(is))}`;
  const lease: Record<LeaseRule, () => string> = {
    any: () => '',
    mine: () => ` AND ${member('leaseToken')} = ${value(text(move.leaseToken ?? ''))}`,
    lapsed: () =>
      ` AND (attribute_not_exists(${member('leaseUntil')}) OR ${member('leaseUntil')} <= ${value(number(move.now))})`,
  };
  const from = Object.entries(transition.from).map(([is, rule]) => `(${status(is)}${lease[rule]()})`);
  // DynamoDB refuses redundant parentheses.
  const conditions = [
    from.length > 1 ? `(${from.join(' OR ')})` : from.join(''),
    `${member('expiresAt')} > ${value(number(move.now / 1000))}`,
  ];
  if ('attempts' in transition && move.maxAttempts !== undefined) {
    conditions.push(`${member('attempt')} < ${value(number(move.maxAttempts))}`);
  }
  if (move.dueAt !== undefined) conditions.push(`${member('dueAt')} = ${value(number(move.dueAt))}`);

  for (const [key, is] of Object.entries(move.still ?? {})) {
    const attribute = is && toAttribute(key as keyof typeof move.still, is);
    conditions.push(
      attribute ? `${member(key)} = ${value(attribute)}` : `attribute_not_exists(${member(key)})`,
    );
  }

  const changes = allChanges(jobID, name, move);
  const set = Object.entries(changes).flatMap(([key, to]) => (to ? [`${member(key)} = ${value(to)}`] : []));
  const remove = Object.entries(changes).flatMap(([key, to]) => (to ? [] : [member(key)]));
  if (name === 'claim') {
    const starts = `if_not_exists(${member('starts')}, ${value({ L: [] })})`;
    set.push(
      `${member('attempt')} = ${member('attempt')} + ${value(number(1))}`,
      `${member('starts')} = list_append(${starts}, ${value({ L: [number(move.now)] })})`,
    );
  }

  const clauses = [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ];
  return {
    UpdateExpression: clauses.length > 0 ? clauses.join(' ') : undefined,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

/** Every attribute that the move touches; absent ones are removed. */
function allChanges(
  jobID: string,
  name: TransitionName,
  { changes }: Move,
): Record<string, AttributeValue | undefined> {
  const transition = transitions[name];
  const attributes: Record<string, AttributeValue | undefined> = {};
  for (const [key, to] of Object.entries(changes)) {
    attributes[key] = to === undefined ? undefined : toAttribute(key as keyof typeof changes, to);
  }
  if ('dueAt' in attributes) attributes[due] = attributes.dueAt && text(shard('due', jobID));
  if (!('to' in transition)) return attributes;
  attributes.status = text(transition.to);
  if (!isTerminal(transition.to)) return attributes;
  // Those that are still due have a callback in the outbox.
  const ended = { leaseToken: undefined, leaseUntil: undefined, [active]: undefined };
  return { dueAt: undefined, [due]: undefined, ...attributes, ...ended };
}

/** Placeholders for names, which may be reserved words, and for values. */
function placeholders() {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  return {
    names,
    values,
    member: (name: string) => {
      names[`#${name}`] = name;
      return `#${name}`;
    },
    value: (value: AttributeValue) => {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = value;
      return placeholder;
    },
  };
}
