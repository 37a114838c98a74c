import { checkWait } from '#lib/process/check-definition.ts';
import { noneAmong } from '#lib/process/none-such.ts';
import type { Process } from '#lib/process/process.ts';
import type { Config } from './config.ts';

/** A process as these settings have it: what they change of it, and the bound on jobs that it has by default. */
export function withOverrides(process: Process, config: Config): Process {
  const own = process.resources;
  const { memory, timeout, concurrency, reservedConcurrency } = config.processes[process.id] ?? {};
  const wanted = concurrency ?? own.concurrency ?? (config.concurrency || undefined);
  // More messages than environments would be throttled, and each time use up one of a message's receipts.
  const most =
    reservedConcurrency && Math.max(2, Math.min(wanted ?? reservedConcurrency, reservedConcurrency));
  const bound = most ?? wanted;
  return {
    ...process,
    resources: {
      memory: memory ?? own.memory,
      timeout: timeout ?? own.timeout,
      ...(bound !== undefined && { concurrency: bound }),
    },
  };
}

/** What is wrong with the setting `processes`, given the processes as they are without it. */
export function checkOverrides(processes: readonly Process[], { processes: overrides }: Config): string[] {
  const known = new Map(processes.map((process) => [process.id, process]));
  return Object.entries(overrides).flatMap(([id, override]) => {
    const process = known.get(id);
    const problems = process
      ? contradictionsOf(process, override)
      : [noneAmong('process', id, [...known.keys()])];
    return problems.map((problem) => `The setting processes: ${problem}`);
  });
}

type Override = Config['processes'][string];

function contradictionsOf({ id, jobControlOptions }: Process, override: Override): string[] {
  const { timeout, concurrency = 0, reservedConcurrency = concurrency } = override;
  return [
    ...(timeout && timeout.soft > timeout.hard
      ? [`${id}: \`timeout.soft\` is ${timeout.soft}, which is above \`hard\`, ${timeout.hard}. Lower it.`]
      : []),
    ...(timeout ? checkWait(jobControlOptions, { 'timeout.hard': timeout.hard }) : []).map(
      (problem) => `${id}: ${problem}`,
    ),
    ...(concurrency > Math.max(2, reservedConcurrency)
      ? [
          `${id}: \`concurrency\` is ${concurrency}, which is above \`reservedConcurrency\`, ${reservedConcurrency}. Lower it.`,
        ]
      : []),
  ];
}
