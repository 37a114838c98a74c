import { expect, it } from 'vitest';
import { nearest } from '#lib/process/nearest.ts';

const known = ['area', 'name', 'hexagon-bins'];

it.each([
  ['a letter too few', 'are', 'area'],
  ['a letter too many', 'nname', 'name'],
  ['another letter', 'nime', 'name'],
  ['two letters swapped', 'aera', 'area'],
  ['two letters swapped at the start', 'raea', 'area'],
  ['capitals', 'AREA', 'area'],
  ['several of many letters', 'hexgon_bin', 'hexagon-bins'],
])('%s: %s means %s', (_, name, meant) => {
  expect(nearest(name, known)).toBe(meant);
});

it.each(['size', 'raae', '', 'x'.repeat(101)])('%j means none of them', (name) => {
  expect(nearest(name, known)).toBeUndefined();
});
