import type { Job } from '#lib/job/job.ts';

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
  const { failure, leaseToken: _, leaseUntil, dueAt, expiresAt, ...members } = job;
  const facts = {
    ...members,
    ...(failure && { failure: `${failure.code}: ${failure.detail}` }),
    ...(leaseUntil !== undefined && { leaseUntil: new Date(leaseUntil).toISOString() }),
    ...(dueAt !== undefined && { dueAt: new Date(dueAt).toISOString() }),
    expires: new Date(expiresAt * 1000).toISOString(),
  };
  const width = Math.max(...Object.keys(facts).map((name) => name.length));
  const lines = Object.entries(facts).map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [...lines, '', 'Its log lines:', `  ${logs}`].join('\n');
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
