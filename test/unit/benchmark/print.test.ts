import { expect, test } from 'vitest';
import { toTable } from '#test/benchmark/print.ts';
import { median, percentile } from '#test/benchmark/statistics.ts';

test('numbers stand under each other, text at the left', () => {
  expect(
    toTable(
      ['', 'size', 'why'],
      [
        ['a', '1.0', 'x'],
        ['bb', '20.5', ''],
      ],
    ),
  ).toBe(['    size  why', '--  ----  ---', 'a    1.0  x', 'bb  20.5'].join('\n'));
});

test('a percentile is one of the values', () => {
  const values = Array.from({ length: 100 }, (_, place) => 100 - place);

  expect(percentile(values, 0.95)).toBe(95);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});
