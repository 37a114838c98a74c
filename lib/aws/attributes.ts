import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as the table gives and takes it. */
export type Item = Record<string, AttributeValue>;

/** Lone surrogates, which UTF-8 cannot carry, are replaced. */
export const text = (value: string): AttributeValue => ({ S: value.toWellFormed() });

export const number = (value: number): AttributeValue => ({ N: String(value) });

export const binary = (value: Uint8Array): AttributeValue => ({ B: value });
