import { cacheKey, shared } from '#lib/job/cache-key.ts';
import type { Submission, Subscription } from '#lib/job/job.ts';
import { fingerprint, type Keyed } from '#lib/job/keyed.ts';
import type { Ports } from '#lib/job/ports.ts';
import { Exception, type Problem } from '#lib/ogc/exception.ts';
import type { ExecuteBody, OutputRequest } from '#lib/ogc/execute.ts';
import { acceptOf } from '#lib/ogc/format.ts';
import { parseIdempotencyKey } from '#lib/ogc/idempotency-key.ts';
import { toReferences } from '#lib/ogc/input-value.ts';
import { parsePrefer } from '#lib/ogc/prefer.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { checkInputs } from '#lib/process/check-inputs.ts';
import { invalid } from '#lib/process/problems.ts';
import { chooseMode, type Mode, type WaitSettings } from './choose-mode.ts';
import { noSuchProcess } from './no-such-process.ts';
import { type OutputPlan, planOutputs } from './plan-outputs.ts';
import { readBody } from './read-body.ts';
import { readSubscriber } from './read-subscriber.ts';

/** An execute request that is right, so far as that can be known before anything runs. */
export interface Execution {
  readonly request: Request;
  readonly description: ProcessDescription;
  readonly submission: Submission;
  readonly plan: OutputPlan;
  readonly mode: Mode;
  /** Whether the process allows results to be cached. */
  readonly cacheable: boolean;
  /** Absent where results are not cached, or depend on references whose content only the worker sees. */
  readonly cacheKey?: string;
  /** Where the client gave a key: another execution with it is this one. */
  readonly once?: Pick<Keyed, 'owner' | 'key' | 'fingerprint'>;
}

export interface ReadSettings extends WaitSettings {
  /** Bytes of a body. */
  readonly bodyLimit: number;
}

/**
 * Reads an execute request and holds it to the process's description.
 *
 * @throws {Exception} `no-such-process`; `bad-request` for the idempotency key; what `readBody` throws;
 *   `invalid-parameter`, with all problems of inputs, outputs and subscriber at once; `not-acceptable`.
 * @see /req/core/process-execute-input-validation
 */
export async function readExecution(
  catalogue: Catalogue,
  request: Request,
  settings: ReadSettings,
  receiverRules: Ports['receiverRules'],
): Promise<Execution> {
  // The owner first: without credentials the answer is 401, whatever else is wrong.
  const {
    owner,
    parameters: { processID = '' },
  } = request;
  const entry = catalogue.processes.find(({ summary }) => summary.id === processID);
  const description = entry && (await catalogue.description(processID));
  const validators = entry && (await catalogue.validators(processID));
  if (!description || !validators) throw noSuchProcess(processID, catalogue);

  const key = parseIdempotencyKey(request.header('idempotency-key'));
  const { body, problems } = readBody(request, settings.bodyLimit);
  const { inputs = {} } = body;
  const mode = chooseMode(description.jobControlOptions, parsePrefer(request.header('prefer')), settings);
  const accept = mode.mode === 'sync' ? acceptOf(request) : undefined;
  const inputsAreWrong = problems.some(({ path }) => path === '/inputs');
  const reads = [
    inputsAreWrong ? undefined : checkInputs({ description, validators }, inputs),
    Promise.try(planOutputs, description, body, accept),
    Promise.try(readSubscriber, body.subscriber, receiverRules),
  ] as const;
  await refuseAllAtOnce(reads, problems);
  const [, plan, subscriber] = await Promise.all(reads);

  const fresh = /(^|,)\s*no-cache\s*(,|$)/i.test(request.header('cache-control') ?? '');
  const subscription: Subscription | undefined = subscriber && { subscriber, base: request.base };
  const submission = {
    ...toSubmission(description, body, plan),
    ...(fresh && { fresh }),
    ...(subscription && { subscription }),
  };
  const cacheable = entry.cacheTtl !== undefined;
  const { version } = description;
  const outputs = plan.requested;
  return {
    request,
    description,
    submission,
    plan,
    mode,
    cacheable,
    ...(key !== undefined && { once: { owner, key, fingerprint: fingerprint(processID, submission) } }),
    ...(cacheable &&
      toReferences(inputs, description.inputs).length === 0 && {
        cacheKey: cacheKey({
          processID,
          version,
          owner: entry.cachePublic ? shared : owner,
          inputs,
          outputs,
        }),
      }),
  };
}

/** Waits for all. Where anything else went wrong too, throws one exception with the problems of all. */
async function refuseAllAtOnce(
  reads: readonly (Promise<unknown> | undefined)[],
  others: readonly Problem[],
): Promise<void> {
  const settled = await Promise.allSettled(reads);
  const reasons = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const problems = reasons.flatMap((reason) => (reason instanceof Exception ? (reason.problems ?? []) : []));
  const all = [...problems, ...others];
  if (all.length > 0 && (others.length > 0 || reasons.length > 1)) throw invalid(all);
}

/** What is kept of a request: as it was written, but for what only `Accept` or a default says of its outputs. */
function toSubmission(description: ProcessDescription, body: ExecuteBody, plan: OutputPlan): Submission {
  const usual = planOutputs(description, body, undefined).requested;
  const said = Object.entries(plan.requested).map(([id, { mediaType, transmissionMode }]) => {
    const written = body.outputs?.[id];
    const output: OutputRequest = {
      ...written,
      ...(mediaType !== usual[id]?.mediaType && { format: { ...written?.format, mediaType } }),
      ...(transmissionMode === 'reference' && { transmissionMode }),
    };
    return [id, output] as const;
  });
  const outputs = said.some(([, output]) => Object.keys(output).length > 0)
    ? Object.fromEntries(said)
    : body.outputs;
  return {
    inputs: body.inputs ?? {},
    ...(outputs && { outputs }),
    ...(body.response && { response: body.response }),
  };
}
