import { describe, expect, test } from 'vitest';
import type { MeasuredBundle } from '#test/benchmark/bundles.ts';
import type { RequestCount } from '#test/benchmark/request-counts.ts';
import { bundleTargets, requestTargets } from '#test/benchmark/targets.ts';

function aBundle(bundle: Partial<MeasuredBundle> & { readonly name: string }): MeasuredBundle {
  const size = { entry: 40_000, atStart: 40_000, later: 0 };
  return {
    kind: 'function',
    importTime: 40,
    importRatio: 1,
    packages: { '@middy/core': 3000 },
    ...size,
    ...bundle,
  };
}

function aCount(count: Partial<RequestCount> & { readonly operation: string }): RequestCount {
  return { table: {}, queue: {}, bucket: {}, ...count };
}

const bundleTarget = (what: string, bundle: MeasuredBundle) =>
  bundleTargets([bundle]).find((target) => target.what === what);

const requestTarget = (count: RequestCount) =>
  requestTargets([count]).find(({ what }) => what.startsWith(`${count.operation}:`));

describe('targets of bundles', () => {
  test('a size counts all that is read at the start, in KB of 1,000 bytes', () => {
    const limit = aBundle({ name: 'get-status', entry: 1000, atStart: 270_000 });

    expect(bundleTarget('get-status ≤ 270 KB', limit)).toMatchObject({ met: true, found: '270.0 KB' });
    expect(bundleTarget('get-status ≤ 270 KB', { ...limit, atStart: 270_001 })).toMatchObject({ met: false });
  });

  test('a function that is too large says what it is made of, the heaviest first', () => {
    const bundle = aBundle({ name: 'execute', atStart: 400_000, packages: { a: 100_000, b: 300_000 } });

    expect(bundleTarget('execute ≤ 380 KB', bundle)?.found).toBe('400.0 KB (b 300.0, a 100.0)');
  });

  test('a static function has nothing of the SDK in it', () => {
    const what = 'get-landing-page without the SDK';
    const name = 'get-landing-page';

    expect(bundleTarget(what, aBundle({ name }))).toMatchObject({ met: true });
    for (const sdk of ['@aws-sdk/core', '@smithy/types']) {
      expect(bundleTarget(what, aBundle({ name, packages: { [sdk]: 1 } }))).toMatchObject({
        met: false,
        found: sdk,
      });
    }
  });

  test('a function of which nothing is known meets no target', () => {
    const unknown = bundleTarget('get-landing-page without the SDK', {
      ...aBundle({ name: 'get-landing-page' }),
      packages: {},
    });

    expect(unknown).toMatchObject({ met: false });
    expect(bundleTargets([]).every(({ met }) => !met)).toBe(true);
  });

  test('the import of a function takes 1.3 times that of the bare client at most', () => {
    const what = 'sweep: import ≤ 1.3 × bare client';

    expect(bundleTarget(what, aBundle({ name: 'sweep', importRatio: 1.3 }))).toMatchObject({ met: true });
    expect(bundleTarget(what, aBundle({ name: 'sweep', importRatio: 1.31 }))).toMatchObject({ met: false });
    expect(bundleTarget(what, aBundle({ name: 'sweep', importRatio: Number.NaN }))).toMatchObject({
      met: false,
    });
  });
});

describe('targets of requests', () => {
  test.each([
    ['status', { table: { GetItem: 1 } }, true],
    ['status', { table: { GetItem: 2 } }, false],
    ['status', { table: { Query: 1 } }, false],
    ['status', { table: { GetItem: 1 }, bucket: { GetObject: 1 } }, false],
    ['async submit, no cache', { table: { GetItem: 1, PutItem: 1 }, queue: { SendMessage: 1 } }, true],
    ['async submit, no cache', { table: { PutItem: 3 }, queue: { SendMessage: 1 } }, false],
    ['async submit, no cache', { table: { PutItem: 1 } }, false],
    ['sync, no cache', { table: { GetItem: 5, BatchGetItem: 1, Query: 1 } }, true],
    ['sync, no cache', { table: { UpdateItem: 1 } }, false],
    ['sync, no cache', { table: { TransactWriteItems: 1 } }, false],
  ])('%s with %j: %s', (operation, requests, met) => {
    expect(requestTarget(aCount({ operation, ...requests }))).toMatchObject({ met });
  });

  test('what was not counted meets no target', () => {
    expect(requestTargets([]).every(({ met }) => !met)).toBe(true);
  });
});
