import type { MeasuredBundle } from './bundles.ts';
import { heaviest, isSDK } from './packages.ts';
import { kilobytes, ratio } from './print.ts';
import type { RequestCount } from './request-counts.ts';

/** Something to reach, and whether it is. */
export interface Target {
  readonly what: string;
  readonly found: string;
  readonly met: boolean;
}

/** KB of 1,000 bytes that a start of the function may read. */
const sizeLimits: Readonly<Record<string, number>> = {
  'get-landing-page': 50,
  'get-conformance-classes': 50,
  'get-processes': 50,
  'get-process-description': 50,
  'get-api-definition': 50,
  'get-status': 270,
  'get-jobs': 270,
  execute: 380,
  'get-result': 400,
  'get-output': 400,
};

/** Functions of that size or less talk to no service, so they carry nothing to talk with. */
const staticLimit = 50;

const importLimit = 1.3;

export function bundleTargets(bundles: readonly MeasuredBundle[]): readonly Target[] {
  const functions = bundles.filter(({ kind }) => kind === 'function');
  return [
    ...Object.entries(sizeLimits).flatMap(([name, limit]) => {
      const bundle = functions.find((one) => one.name === name);
      if (!bundle) return [{ what: `${name} ≤ ${limit} KB`, found: 'no such function', met: false }];
      return [sizeTarget(bundle, limit), ...(limit === staticLimit ? [noSDK(bundle)] : [])];
    }),
    ...functions.map(({ name, importRatio }) => ({
      what: `${name}: import ≤ ${importLimit} × bare client`,
      found: ratio(importRatio),
      met: importRatio <= importLimit,
    })),
  ];
}

export function requestTargets(counts: readonly RequestCount[]): readonly Target[] {
  const target = (operation: string, what: string, isMet: (count: RequestCount) => boolean): Target => {
    const count = counts.find((one) => one.operation === operation);
    if (!count) return { what: `${operation}: ${what}`, found: 'not counted', met: false };
    return { what: `${operation}: ${what}`, found: toText(count), met: isMet(count) };
  };
  const submit = ({ table, queue }: RequestCount) => sum(table) <= 2 && sum(queue) === 1;
  return [
    target(
      'status',
      '1 read',
      ({ table, queue, bucket }) => table.GetItem === 1 && sum(table) + sum(queue) + sum(bucket) === 1,
    ),
    target('async submit, no cache', '≤ 2 to the table, 1 to the queue', submit),
    target('async submit, cache miss', '≤ 2 to the table, 1 to the queue', submit),
    target('sync, no cache', 'no write to the table', ({ table }) => writes(table) === 0),
  ];
}

/** The actions that a count has, such as `GetItem, 2 × Query`. */
export function actions(of: Readonly<Record<string, number>>): string {
  return Object.entries(of)
    .map(([action, times]) => (times === 1 ? action : `${Number(times.toFixed(2))} × ${action}`))
    .join(', ');
}

function sizeTarget({ name, atStart, packages = {} }: MeasuredBundle, limit: number): Target {
  const met = atStart <= limit * 1000;
  const why = met ? '' : ` (${heaviest(packages, 6)})`;
  return { what: `${name} ≤ ${limit} KB`, found: `${kilobytes(atStart)} KB${why}`, met };
}

function noSDK({ name, packages = {} }: MeasuredBundle): Target {
  const found = Object.keys(packages).filter(isSDK);
  // A function without any package would mean that nothing was looked at.
  const met = found.length === 0 && Object.keys(packages).length > 0;
  return { what: `${name} without the SDK`, found: found.slice(0, 4).join(', ') || 'none of it', met };
}

function toText({ table, queue, bucket }: RequestCount): string {
  return [table, queue, bucket].map(actions).filter(Boolean).join(', ') || 'none';
}

function sum(of: Readonly<Record<string, number>>): number {
  return Object.values(of).reduce((total, times) => total + times, 0);
}

function writes(table: Readonly<Record<string, number>>): number {
  const isWrite = ([action]: [string, number]) => !/^(Get|BatchGet|Query|TransactGet)/.test(action);
  return sum(Object.fromEntries(Object.entries(table).filter(isWrite)));
}
