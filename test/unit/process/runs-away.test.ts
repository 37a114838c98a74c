import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { publishInput } from '#lib/process/publish.ts';
import { runsAway } from '#lib/process/runs-away.ts';

describe('a pattern runs away', () => {
  it.each([
    ['a repetition within a repetition', /^(a+)+$/],
    ['alternatives that match the same', /^(a|a)*$/],
    ['repetitions side by side', /^[^,]*[^;]*$/],
    ['behind what must come first', /^EPSG:(\d+,?)+$/],
    ['without a beginning', /^\s+|\s+$/],
    ['counted', /^(a{0,1000}){0,1000}$/],
    ['optional parts', /^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaa$/],
    ['letters beyond ASCII', /^(é|[à-ü])*$/],
  ])('%s: %s', (_, pattern) => {
    expect(runsAway(pattern)).toBe(true);
  });
});

describe('a pattern does not', () => {
  it.each([
    /^[a-z]+(-[a-z]+)*$/u,
    /^[A-Za-z0-9+/]*={0,2}$/u,
    /^(EPSG:)?\d{4,6}$/u,
    /[0-9]+/u,
    /^(a|b)*$/u,
    /^\s*(POINT|LINESTRING)\s*\([^)]*\)$/u,
    /(?:)/u,
  ])('%s', (pattern) => {
    expect(runsAway(pattern)).toBe(false);
  });

  it.each(
    Object.entries({
      email: z.email(),
      uuid: z.uuid(),
      'date and time': z.iso.datetime({ offset: true }),
      duration: z.iso.duration(),
      'network of IPv6': z.cidrv6(),
      base64: z.base64(),
      hostname: z.hostname(),
      'text that ends': z.string().endsWith('.tif'),
      template: z.templateLiteral(['a', z.number(), 'b', z.string()]),
    }),
  )("of zod's own: %s", (_, schema) => {
    const { pattern = '' } = publishInput(schema).description.schema;

    expect(pattern).not.toBe('');
    expect(runsAway(new RegExp(pattern, 'u'))).toBe(false);
  });
});
