import type { StoredOutputs } from '#lib/job/job.ts';
import type { Run, Runner, RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import type { Catalogue, CatalogueEntry } from '#lib/process/catalogue.ts';
import type { Actor } from './actor.ts';
import { type Client, type ProcessName, processNames } from './schedule.ts';
import type { World } from './world.ts';

const cacheTtl = 3600;

const descriptions = new Map(processNames.map((name) => [name as string, describe(name)]));
const valid = () => true;
const validators = { inputs: { n: valid }, outputs: { result: valid } };

/** What the API knows of the processes. */
export const catalogue: Catalogue = {
  processes: processNames.map(
    (id): CatalogueEntry => ({
      summary: descriptions.get(id) ?? describe(id),
      ...(id === 'cached' && { cacheTtl }),
    }),
  ),
  description: async (processID) => descriptions.get(processID),
  validators: async () => ({ ...validators, thorough: async () => validators.inputs }),
  apiDefinition: async () => ({}),
};

/** A process as its function has it: its code does what the client's plan says, in virtual time. */
export function ownProcess(world: World, actor: Actor, processID: string): OwnProcess {
  const description = descriptions.get(processID);
  if (!description) throw new Error(`There is no process ${processID}.`);
  return {
    description,
    ...(processID === 'cached' && { cacheTtl }),
    runner: runnerOf(world, actor),
  };
}

function describe(id: ProcessName): ProcessDescription {
  return {
    id,
    version: '1.0.0',
    title: id,
    jobControlOptions: id === 'now' ? ['sync-execute'] : ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
    inputs: { n: { schema: { type: 'integer' } } },
    outputs: { result: { schema: { type: 'string' } } },
  };
}

function runnerOf(world: World, actor: Actor): Runner {
  const { schedule, watch, counts } = world;
  return {
    run: (run, options) => {
      const attempt = watch.began(run.jobID);
      const client = schedule.clients[Number(run.inputs.n)];
      if (!client) throw new Error(`There is no client ${run.inputs.n}.`);
      counts.add('runs of code');
      const seconds = client.runs[Math.min(attempt, client.runs.length) - 1] ?? 0;
      return actor.call('code', async () => undefined).then(() => code(actor, run, options, client, seconds));
    },
  };

  function code(
    { clock, name }: Actor,
    run: Run,
    { hardLimit, stop, onProgress }: RunOptions,
    { ends }: Client,
    seconds: number,
  ): Promise<RunOutcome> {
    const outcome = Promise.withResolvers<RunOutcome>();
    const fail = (detail: string) => outcome.resolve({ failure: { code: 'job-failed', detail } });
    const timers = [
      clock.after(seconds * 500, () => onProgress(50, 'Half of it is done.')),
      clock.after(hardLimit - clock.now(), () => fail('It took too long.')),
      clock.after(seconds * 1000, () => {
        if (ends === 'fails') return fail('It could not be done.');
        const values = textOutput(
          `${run.jobID} by ${name}`,
          ends === 'large' || ends === 'by reference' ? 33 * 1024 : 0,
        );
        watch.gave(actor, values);
        outcome.resolve({ values });
      }),
    ];
    stop.addEventListener('abort', () => fail('It was stopped.'));
    return outcome.promise.finally(() => {
      for (const timer of timers) timer[Symbol.dispose]();
    });
  }
}

/** A text that says whose it is, filled up to this many bytes. */
function textOutput(text: string, length: number): StoredOutputs {
  const bytes = new TextEncoder().encode(text.padEnd(length));
  return { result: { mediaType: 'text/plain', size: bytes.length, bytes } };
}
