/** How inputs are written in a request. */
import type { Exchange } from './exchange.ts';
import { isObject, type Members, sentOf } from './reading.ts';

/** The inputs that an execution was asked for with. */
export function inputsSent(execution: Exchange): Members {
  const { inputs } = sentOf(execution);
  return isObject(inputs) ? inputs : {};
}

/** Whether an input is written as an array of its values, by its description. */
export function isMany({ maxOccurs = 1 }: Members): boolean {
  return maxOccurs === 'unbounded' || Number(maxOccurs) > 1;
}

/** A value of an input as it is written: as often as it must be given. */
export function written(value: unknown, input: Members): unknown {
  if (!isMany(input)) return value;
  return Array.from({ length: Math.max(1, Number(input.minOccurs ?? 1)) }, () => value);
}

/** Whether a value is such, or one of several is. */
export function someIs(value: unknown, isSuch: (one: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.some((one) => someIs(one, isSuch)) : isSuch(value);
}

export function isReference(value: unknown): boolean {
  return someIs(value, (one) => isObject(one) && typeof one.href === 'string');
}
