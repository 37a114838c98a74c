import { env } from 'node:process';
import { clock } from '#lib/aws/clock.ts';
import type { Failure } from '#lib/job/job.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { toReferences } from '#lib/ogc/input-value.ts';
import { parseJson } from '#lib/ogc/json.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { planOutputs } from '#lib/operations/plan-outputs.ts';
import { presentResults } from '#lib/operations/present-results.ts';
import { readBody } from '#lib/operations/read-body.ts';
import { variablesReader } from '#lib/operations/read-variables.ts';
import { compileValidators } from '#lib/process/compile.ts';
import { toDescription } from '#lib/process/describe.ts';
import { localParameters, parametersFile, withoutValue } from '#lib/process/local-parameters.ts';
import { toLocalReferences } from '#lib/process/local-references.ts';
import { noneAmong } from '#lib/process/none-such.ts';
import { invalid } from '#lib/process/problems.ts';
import type { Log, Process } from '#lib/process/process.ts';
import { runProcess } from '#lib/process/run.ts';

interface Execution {
  readonly processes: readonly Process[];
  readonly processID: string;
  /** JSON: inputs by id, or the body of an execute request. */
  readonly text: Uint8Array;
  readonly jobID: string;
  readonly log: Log;
  onProgress(percent: number, message?: string): void;
}

type Executed =
  | { readonly results: unknown; readonly sentences?: never }
  | { readonly results?: never; readonly sentences: readonly string[] };

/** Runs a process without a server; gives the results document, or sentences that say why there is none. */
export async function executeHere({
  processes,
  processID,
  text,
  ...execution
}: Execution): Promise<Executed> {
  const process = processes.find(({ id }) => id === processID);
  if (process === undefined)
    return {
      sentences: [
        noneAmong(
          'process',
          processID,
          processes.map(({ id }) => id),
        ),
      ],
    };
  try {
    return await execute(process, text, execution);
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    return {
      sentences: told({ detail: error.message, ...(error.problems && { problems: error.problems }) }),
    };
  }
}

async function execute(
  process: Process,
  text: Uint8Array,
  { jobID, log, onProgress }: Omit<Execution, 'processes' | 'processID' | 'text'>,
): Promise<Executed> {
  const description = toDescription(process);
  const body = toBody(text, description);
  const { requested } = planOutputs(description, body, undefined);
  const { inputs, files, missing } = await toLocalReferences(body.inputs ?? {}, 'samples', { paths: true });
  const remote = toReferences(inputs, description.inputs).filter(({ href }) => !Object.hasOwn(files, href));
  if (missing.length + remote.length > 0) {
    return {
      sentences: [
        ...missing.map((name) => `There is no file ${name} in samples/.`),
        ...remote.map(
          ({ href }) => `${href} is not fetched here: put it in samples/ and write \`sample:<file>\`.`,
        ),
      ],
    };
  }
  const lacking = await withoutValue([process], parametersFile);
  if (lacking.length > 0) return { sentences: lacking };
  const parameters = localParameters(parametersFile);
  Object.assign(env, await variablesReader({ parameters, clock, log }, process.id, process.environment)());
  const runnable = { process, description, validators: compileValidators(description) };
  const run = { jobID, inputs, files, outputs: requested };
  // No limits here: whoever runs it can stop it.
  const { signal } = new AbortController();
  const outcome = await runProcess(runnable, run, { signal, log, onProgress });
  if ('failure' in outcome) return { sentences: told(outcome.failure) };
  const { values } = outcome;
  const outputs = { bytes: async ({ bytes = new Uint8Array() }: { readonly bytes?: Uint8Array }) => bytes };
  const { body: answer } = await presentResults(
    { outputs },
    {
      results: { values, response: 'document', ...(body.outputs && { outputs: body.outputs }) },
      base: '',
      accept: undefined,
    },
  );
  return { results: answer && 'json' in answer ? answer.json : undefined };
}

/** A bare map of inputs is told from an execute body by what the process calls its inputs. */
function toBody(text: Uint8Array, { inputs }: Pick<ProcessDescription, 'inputs'>) {
  const value = parseJson(text, 'The file');
  const isBody =
    typeof value === 'object' &&
    value !== null &&
    ['inputs', 'outputs', 'response'].some(
      (name) => Object.hasOwn(value, name) && !Object.hasOwn(inputs, name),
    );
  const body = isBody ? text : Buffer.from(JSON.stringify({ inputs: value }));
  const read = readBody({ header: () => undefined, body }, Number.POSITIVE_INFINITY);
  if (read.problems.length > 0) throw invalid(read.problems);
  return read.body;
}

function told({ detail, problems = [] }: Pick<Failure, 'detail' | 'problems'>): readonly string[] {
  if (problems.length === 0) return [detail];
  return problems.map(({ path, value, detail }) => `${path}${value ? ` is ${value}.` : ':'} ${detail}`);
}
