import { describe, expect, it } from 'vitest';
import { shortPointer } from '#lib/ogc/json-pointer.ts';

describe('a JSON pointer for people', () => {
  it.each([
    ['/inputs/a/0', '/inputs/a/0'],
    [`/inputs/${'k'.repeat(300)}/0`, `/inputs/${'k'.repeat(100)}…/0`],
    ['/0'.repeat(1_000), `${'/0'.repeat(250)}…`],
    ['', ''],
  ])('%s is %s', (pointer, short) => {
    expect(shortPointer(pointer)).toBe(short);
  });
});
