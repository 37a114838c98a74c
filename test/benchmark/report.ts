import type { MeasuredBundle } from './bundles.ts';
import type { LoadResult } from './load-client.ts';
import { kilobytes, ratio, toTable } from './print.ts';
import type { RequestCount } from './request-counts.ts';
import { median, percentile } from './statistics.ts';
import type { Synthesis } from './synthesis.ts';
import { actions, type Target } from './targets.ts';

export function bundleTable(bundles: readonly MeasuredBundle[]): string {
  const rows = bundles.map(({ name, entry, atStart, later, importRatio }) => [
    name,
    ...[entry, atStart, later].map(kilobytes),
    ratio(importRatio),
  ]);
  const reference = bundles.find(({ kind }) => kind === 'bare client')?.importTime ?? Number.NaN;
  const note = `KB of 1,000 bytes; imports as multiples of the bare client's ${reference.toFixed(0)} ms. Its own multiple shows the noise.`;
  return `${toTable(['', 'entry', 'at start', 'later', 'import'], rows)}\n\n${note}`;
}

export function requestTable(counts: readonly RequestCount[]): string {
  const rows = counts.map(({ operation, table, queue, bucket }) => [
    operation,
    ...[table, queue, bucket].map((of) => actions(of) || '-'),
  ]);
  return toTable(['', 'table', 'queue', 'bucket'], rows);
}

export function loadTable(results: readonly LoadResult[]): string {
  const [reference] = results;
  if (!reference) return 'Nothing was measured.';
  const p50 = median(reference.latencies);
  const p95 = percentile(reference.latencies, 0.95);
  const rows = results.map(({ operation, latencies, throughput }) => [
    operation,
    ratio(median(latencies) / p50),
    ratio(percentile(latencies, 0.95) / p95),
    ratio(throughput / reference.throughput),
    String(latencies.length),
  ]);
  const note = `1.00 is ${reference.operation}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${reference.throughput.toFixed(0)} a second.`;
  return `${toTable(['', 'p50', 'p95', 'throughput', 'measured'], rows)}\n\n${note}`;
}

export function synthesisTable({ perProcess, ratio: multiple }: Synthesis): string {
  const row = [perProcess.toFixed(3), ratio(multiple), (perProcess * 200).toFixed(0)];
  return toTable(['seconds a process', 'as bundles of the bare client', 'seconds for 200'], [row]);
}

export function targetTable(targets: readonly Target[]): string {
  return toTable(
    ['target', '', 'found'],
    targets.map(({ what, found, met }) => [what, met ? 'met' : 'NOT MET', found]),
  );
}
