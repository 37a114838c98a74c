/** `npm run jobs`: lists jobs of all owners, or shows one. */
import { allJobs } from '#lib/aws/all-jobs.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { jobsHelp, readJobsOptions } from './jobs-options.ts';
import { toDetails, toTable } from './jobs-print.ts';
import { operatorCommand, Told } from './operator-command.ts';
import { where } from './where.ts';

await operatorCommand(async () => {
  const now = Date.now();
  const options = readJobsOptions(process.argv.slice(2), now);
  if (options.show === 'help') return jobsHelp;
  const place = await where(options);
  console.error(`Jobs of ${place.name}`);
  if (options.show === 'job') {
    const job = await jobs(place.table).read(options.jobID);
    if (!job) throw new Told(`There is no job ${options.jobID} in ${place.name}.`);
    return toDetails(job, place.logsOf(job));
  }
  const { filter, limit } = options;
  const found = await allJobs(place.table).list({ filter, limit, now });
  if (found.length === 0) return `No job fits of those created since ${filter.createdFrom}.`;
  const more = found.length === limit ? `\nThere may be more: ask with a larger --limit than ${limit}.` : '';
  return `${toTable(found, now)}${more}`;
});
