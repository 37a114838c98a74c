import type { JobFilter } from '#lib/job/list-ports.ts';
import { type Status, statuses } from '#lib/ogc/status-info.ts';
import { placeHelp, placeOptions, readArgs, Told } from './operator-command.ts';

export const jobsHelp = `npm run jobs -- [--status failed] [--since 1d] [--process buffer] [--limit 50]
npm run jobs -- <jobID>

Lists jobs of all owners, newest first; or shows one job in full, with the command that finds its log lines.
  --status       one of ${statuses.join(', ')}; several with commas
  --since        how long ago they were created at most: 30m, 12h, 1d, 2w; or a time such as 2026-11-01T12:00:00Z; 7d
                 where it is left out
  --process      the id of a process; several with commas
  --limit        how many at most, 1 to 1000; 50 where it is left out
${placeHelp}`;

/** What `npm run jobs` is asked for. */
export type JobsOptions = { readonly stage?: string | undefined; readonly local?: boolean | undefined } & (
  | { readonly show: 'help' }
  | { readonly show: 'job'; readonly jobID: string }
  | { readonly show: 'list'; readonly filter: JobFilter; readonly limit: number }
);

/** Throws `Told` at what is wrong; `now` is in milliseconds. */
export function readJobsOptions(args: readonly string[], now: number): JobsOptions {
  const { values, positionals } = readArgs(args, {
    status: { type: 'string', multiple: true },
    since: { type: 'string' },
    process: { type: 'string', multiple: true },
    limit: { type: 'string' },
    ...placeOptions,
  });
  const { stage, local, help, status = [], since = '7d', process: processes = [], limit = '50' } = values;
  const at = { stage, local };
  if (help) return { ...at, show: 'help' };
  const [jobID, ...others] = positionals;
  if (others.length > 0) throw new Told(`Name one job, not ${positionals.length}.`);
  if (jobID !== undefined) return { ...at, show: 'job', jobID };
  const processID = split(processes);
  const wanted = split(status).map(toStatus);
  return {
    ...at,
    show: 'list',
    limit: toLimit(limit),
    filter: {
      createdFrom: new Date(toTime(since, now)).toISOString(),
      ...(processID.length > 0 && { processID }),
      ...(wanted.length > 0 && { status: wanted }),
    },
  };
}

function split(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function toStatus(value: string): Status {
  const status = statuses.find((known) => known === value);
  if (status === undefined) {
    throw new Told(`--status is "${value}", and must be one of ${statuses.join(', ')}.`);
  }
  return status;
}

function toLimit(value: string): number {
  const limit = Number(value);
  if (!/^\d+$/.test(value) || limit < 1 || limit > 1000) {
    throw new Told(`--limit is "${value}", and must be a whole number from 1 to 1000.`);
  }
  return limit;
}

const milliseconds: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

function toTime(value: string, now: number): number {
  const [, count, unit = ''] = /^(\d+)([smhdw])$/.exec(value) ?? [];
  const ago = Number(count) * (milliseconds[unit] ?? Number.NaN);
  const time = /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? Date.parse(value) : now - ago;
  if (Number.isNaN(time) || Math.abs(time) > 8.64e15) {
    throw new Told(
      `--since is "${value}", and must be a length such as 30m, 12h, 1d or 2w, or a time such as 2026-11-01T12:00:00Z.`,
    );
  }
  return time;
}
