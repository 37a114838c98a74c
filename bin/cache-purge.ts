/** `npm run cache:purge`: makes cached results count no more. */
import { cachePurges } from '#lib/aws/cache-purges.ts';
import { processesToPurge } from './cache-purge-options.ts';
import { operatorCommand, placeHelp, placeOptions, readArgs } from './operator-command.ts';
import { loadProcesses } from './processes.ts';
import { where } from './where.ts';

const help = `npm run cache:purge -- <processID>
npm run cache:purge -- --all

Makes all results that the cache holds of a process, or of all processes in processes/index.ts, count no more: the next
identical request runs it. Jobs and their results stay. What is running now may still fill the cache when it ends.
${placeHelp}`;

await operatorCommand(async () => {
  const { values, positionals } = readArgs(process.argv.slice(2), {
    all: { type: 'boolean' },
    ...placeOptions,
  });
  if (values.help) return help;
  const ids = processesToPurge(positionals, values.all ?? false, await loadProcesses());
  const { name, table } = await where(values);
  console.error(`The cache of ${name}`);
  const now = Date.now();
  for (const id of ids) await cachePurges(table).purge(id, now);
  const until = new Date(now).toISOString();
  return `Results that were cached until ${until} count no more, of ${ids.join(', ')}.`;
});
