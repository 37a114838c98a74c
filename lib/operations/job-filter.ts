import type { JobFilter } from '#lib/job/list-ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { type Status, statuses } from '#lib/ogc/status-info.ts';
import { wholeNumbers } from './page-of-list.ts';

/**
 * Which jobs a query asks for, or `none` where no job can match. Lists come repeated or with commas.
 *
 * @throws {Exception} `invalid-query-parameter-value`, saying what would be right.
 * @see /req/job-list/status-definition, /req/job-list/datetime-definition, /req/job-list/duration-definition
 */
export function jobFilter(query: URLSearchParams): JobFilter | 'none' {
  const types = listOf(query, 'type');
  if (types.length > 0 && !types.includes('process')) return 'none';
  const processID = listOf(query, 'processID');
  const status = listOf(query, 'status').map(toStatus);
  const shortest = wholeNumbers(listOf(query, 'minDuration'), 'minDuration', 0);
  const longest = wholeNumbers(listOf(query, 'maxDuration'), 'maxDuration', 0);
  // 1.0 makes these lists: a job fits when it fits one of them.
  const minDuration = shortest.length > 0 ? Math.min(...shortest) : undefined;
  const maxDuration = longest.length > 0 ? Math.max(...longest) : undefined;
  if (minDuration !== undefined && maxDuration !== undefined && minDuration > maxDuration) {
    throw wrong('maxDuration', `at least minDuration, which is ${minDuration}`, String(maxDuration));
  }
  return {
    ...(processID.length > 0 && { processID }),
    ...(status.length > 0 && { status }),
    ...created(query.get('datetime')),
    ...(minDuration !== undefined && { minDuration }),
    ...(maxDuration !== undefined && { maxDuration }),
  };
}

function listOf(query: URLSearchParams, name: string): readonly string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function toStatus(value: string): Status {
  const status = statuses.find((known) => known === value);
  if (status !== undefined) return status;
  throw wrong('status', `one of ${statuses.join(', ')}`, value);
}

/** An instant, or an interval that is open where an end is empty or `..`. */
function created(datetime: string | null): Pick<JobFilter, 'createdFrom' | 'createdTo'> {
  if (datetime === null) return {};
  const ends = datetime.split('/');
  const [from, to] = ends.length === 1 ? [datetime, datetime] : ends;
  if (from === undefined || to === undefined || ends.length > 2) throw wrongDatetime(datetime);
  const open = (end: string) => ends.length === 2 && (end === '' || end === '..');
  const createdFrom = open(from) ? undefined : instant(from, datetime);
  const createdTo = open(to) ? undefined : instant(to, datetime);
  if (createdFrom !== undefined && createdTo !== undefined && createdFrom > createdTo) {
    throw wrongDatetime(datetime);
  }
  return { ...(createdFrom !== undefined && { createdFrom }), ...(createdTo !== undefined && { createdTo }) };
}

/** In milliseconds and UTC, as records have it. A blank is a `+` that was not encoded. */
function instant(text: string, datetime: string): string {
  const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+ -]\d\d:\d\d)$/;
  const time = rfc3339.test(text) ? Date.parse(text.toUpperCase().replace(' ', '+')) : Number.NaN;
  if (Number.isNaN(time)) throw wrongDatetime(datetime);
  return new Date(time).toISOString();
}

function wrongDatetime(datetime: string): Exception {
  const right =
    'a time such as 2026-11-01T12:00:00Z, or an interval of two, earlier first, of which either may be ".."';
  return wrong('datetime', right, datetime);
}

function wrong(name: string, right: string, value: string): Exception {
  return new Exception(
    'invalid-query-parameter-value',
    `The query parameter ${name} must be ${right}, not "${value.slice(0, 100)}".`,
  );
}
