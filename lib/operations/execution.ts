import { cacheKey } from '#lib/job/cache-key.ts';
import type { Submission } from '#lib/job/job.ts';
import { fingerprint, type Keyed } from '#lib/job/keyed.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { ExecuteBody, OutputRequest } from '#lib/ogc/execute.ts';
import { acceptOf } from '#lib/ogc/format.ts';
import { parseIdempotencyKey } from '#lib/ogc/idempotency-key.ts';
import { toReferences } from '#lib/ogc/input-value.ts';
import { parsePrefer } from '#lib/ogc/prefer.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { checkInputs } from '#lib/process/check-inputs.ts';
import { problemLimit, summarise } from '#lib/process/problems.ts';
import { chooseMode, type Mode, type WaitSettings } from './choose-mode.ts';
import { type OutputPlan, planOutputs } from './plan-outputs.ts';
import { readBody } from './read-body.ts';

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
 *   `invalid-parameter`, with all problems of inputs and outputs at once; `not-acceptable`.
 * @see /req/core/process-execute-input-validation
 */
export async function readExecution(
  catalogue: Catalogue,
  request: Request,
  settings: ReadSettings,
): Promise<Execution> {
  const { processID = '' } = request.parameters;
  const entry = catalogue.processes.find(({ summary }) => summary.id === processID);
  const description = entry && (await catalogue.description(processID));
  const validators = entry && (await catalogue.validators(processID));
  if (!description || !validators) {
    throw new Exception('no-such-process', `There is no process ${processID}.`);
  }

  const key = parseIdempotencyKey(request.header('idempotency-key'));
  const body = readBody(request, settings.bodyLimit);
  const { inputs = {} } = body;
  const mode = chooseMode(description.jobControlOptions, parsePrefer(request.header('prefer')), settings);
  const accept = mode.mode === 'sync' ? acceptOf(request) : undefined;
  const [, plan] = await allProblems(
    () => checkInputs({ description, validators }, inputs),
    async () => planOutputs(description, body, accept),
  );

  const fresh = /(^|,)\s*no-cache\s*(,|$)/i.test(request.header('cache-control') ?? '');
  const submission = { ...toSubmission(description, body, plan), ...(fresh && { fresh }) };
  const cacheable = entry.cacheTtl !== undefined;
  const { version } = description;
  const { owner } = request;
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
        cacheKey: cacheKey({ processID, version, owner, inputs, outputs }),
      }),
  };
}

/** Both results, or one exception with the problems of both. */
async function allProblems<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const settled = await Promise.allSettled([first(), second()]);
  const reasons = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const problems = reasons.flatMap((reason) => (reason instanceof Exception ? (reason.problems ?? []) : []));
  if (reasons.length > 1 && problems.length > 0) {
    const told = problems.slice(0, problemLimit);
    throw new Exception('invalid-parameter', summarise(told), { problems: told });
  }
  const [one, other] = settled;
  if (one.status === 'rejected') throw one.reason;
  if (other.status === 'rejected') throw other.reason;
  return [one.value, other.value];
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
