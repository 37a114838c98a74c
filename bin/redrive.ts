/** `npm run redrive`: sends jobs again that nobody works on. */
import { clock } from '#lib/aws/clock.ts';
import { deadLetters } from '#lib/aws/dead-letters.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { moves } from '#lib/aws/moves.ts';
import { openJobs } from '#lib/aws/open-jobs.ts';
import { queue } from '#lib/aws/queue.ts';
import { redrive } from '#lib/operations/redrive.ts';
import { operatorCommand, placeHelp, placeOptions, readArgs, Told } from './operator-command.ts';
import { toText } from './redrive-print.ts';
import { where } from './where.ts';

const help = `npm run redrive

Sends every job again, now, that waits for a worker or has lost it: jobs of messages in the dead-letter queue, and jobs
accepted more than a minute ago or whose lease has ended, which the sweeper would send at their next due time. A job whose
message is on its way after all gets a second one, which does no harm: a job is claimed once.
A job that has ended stays as it is, failed ones too: submit them again.
${placeHelp}`;

await operatorCommand(async () => {
  const { values, positionals } = readArgs(process.argv.slice(2), placeOptions);
  if (values.help) return help;
  if (positionals.length > 0) {
    throw new Told(
      'It takes no job: it sends all that wait. A failed job cannot be run again: submit it again.',
    );
  }
  const { name, table, queues, deadLetterQueue } = await where(values);
  console.error(`Jobs of ${name}`);
  const ports = {
    clock,
    deadLetters: deadLetters(deadLetterQueue),
    jobs: jobs(table),
    openJobs: openJobs(table),
    queue: queue(queues),
    moves: moves(table),
  };
  return toText(await redrive(ports));
});
