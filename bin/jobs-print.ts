import type { Job } from '#lib/job/job.ts';
import { attemptsOf } from '#lib/job/setbacks.ts';
import type { Attempt } from '#lib/ogc/status-info.ts';

const columns = ['jobID', 'processID', 'status', 'created', 'duration', 'message'] as const;

/** Jobs as a table for people; `now` (milliseconds) is when running ones are looked at. */
export function toTable(jobs: readonly Job[], now: number): string {
  const rows = [[...columns], ...jobs.map((job) => toRow(job, now))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** One job in full but for its inputs and results, which are its owner's; and where its log lines are. */
export function toDetails(job: Job, logs: string): string {
  const { failure, leaseToken: _, leaseUntil, dueAt, expiresAt, starts: __, setbacks: ___, ...members } = job;
  const facts = {
    ...members,
    ...(failure && { failure: `${failure.code}: ${failure.detail}` }),
    ...(leaseUntil !== undefined && { leaseUntil: new Date(leaseUntil).toISOString() }),
    ...(dueAt !== undefined && { dueAt: new Date(dueAt).toISOString() }),
    expires: new Date(expiresAt * 1000).toISOString(),
  };
  const rows = [
    ...Object.entries(facts).map(([name, value]) => [name, inWords(value)] as const),
    ...(attemptsOf(job) ?? []).map((one) => [`attempt ${one.attempt}`, toTold(one)] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [...lines, '', 'Its log lines:', `  ${logs}`].join('\n');
}

/** When it began and ended, and what came of it. */
function toTold({ started, ended, outcome, detail }: Attempt): string {
  const until = ended === undefined ? '' : ` to ${ended}`;
  const why = detail === undefined ? '' : `: ${oneLine(detail)}`;
  return `${started}${until}${outcome === undefined ? '' : `, ${outcome}`}${why}`;
}

/** What is known of a callback has members of its own. */
function inWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.join(', ');
  return Object.entries(value)
    .map(([name, member]) => `${name} ${member}`)
    .join(', ');
}

function toRow(job: Job, now: number): string[] {
  const { jobID, processID, status, created, message = '' } = job;
  return [jobID, processID, status, created.replace(/\.\d+Z$/, 'Z'), toDuration(job, now), oneLine(message)];
}

function toDuration({ status, started, finished }: Job, now: number): string {
  const end = status === 'running' ? now : Date.parse(finished ?? '');
  const seconds = (end - Date.parse(started ?? '')) / 1000;
  if (Number.isNaN(seconds)) return '-';
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${Math.floor(seconds % 60)} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What an author wrote may be long, and may hold what a terminal would obey. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
