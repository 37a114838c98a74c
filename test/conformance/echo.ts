import { NotRun } from './check.ts';
import type { Exchange } from './exchange.ts';
import { isObject, type Members, membersOf } from './reading.ts';
import { sampleOf } from './sample.ts';
import { type ExecuteBody, jobOf, type Server } from './server.ts';

/** A process that gives back what it is given: each input as the output of the same name. */
export interface Echo {
  readonly processID: string;
  /** The exchange that its description came by. */
  readonly exchange: Exchange;
  readonly description: Members;
  readonly inputs: Readonly<Record<string, Members>>;
  readonly outputs: Readonly<Record<string, Members>>;
}

/** The echo processes that the server has, of those that were named. */
export function echoes(server: Server): Promise<readonly Echo[]> {
  return server.once('echoes', async () => {
    const found: Echo[] = [];
    for (const processID of server.options.echoProcesses) {
      const exchange = await server.get(`/processes/${encodeURIComponent(processID)}`);
      if (exchange.status !== 200) continue;
      const description = membersOf(exchange);
      const { inputs, outputs } = description;
      found.push({ processID, exchange, description, inputs: mapOf(inputs), outputs: mapOf(outputs) });
    }
    if (found.length > 0) return found;
    throw new NotRun(
      `there is none of the processes ${server.options.echoProcesses.join(', ')}: --echo-process`,
    );
  });
}

/** The first of them, which has a plain string as its first input. */
export async function echo(server: Server): Promise<Echo & { readonly first: string }> {
  const [one] = await echoes(server);
  const first = one && Object.keys(one.inputs)[0];
  if (!one || first === undefined) throw new NotRun('the echo process has no input');
  return { ...one, first };
}

/** An echo process and one of its inputs that is of some kind. `what` says which, where there is none. */
export async function echoWith(
  server: Server,
  what: string,
  fits: (schema: Members, input: Members) => boolean,
): Promise<Echo & { readonly inputID: string; readonly input: Members; readonly schema: Members }> {
  for (const one of await echoes(server)) {
    for (const [inputID, input] of Object.entries(one.inputs)) {
      const schema = isObject(input.schema) ? input.schema : {};
      if (fits(schema, input)) return { ...one, inputID, input, schema };
    }
  }
  throw new NotRun(`no echo process (--echo-process) has ${what}`);
}

/** Inputs of an echo process: those that must be given, and others on top. */
export function inputsOf({ inputs, description }: Echo, more: Members = {}): Members {
  const required = Object.entries(inputs).filter(([, { minOccurs = 1 }]) => Number(minOccurs) > 0);
  const published = exampleOf(description);
  const given = required.map(([id, input]) => [id, published[id] ?? sampleInput(input)] as const);
  return { ...Object.fromEntries(given), ...more };
}

/** A value for an input as it is written in a request: in an array where there may be several. */
export function sampleInput({ schema, minOccurs = 1, maxOccurs = 1 }: Members): unknown {
  const value = sampleOf(isObject(schema) ? schema : {});
  const written = isObject(value) && !('bbox' in value) ? { value } : value;
  if (maxOccurs !== 'unbounded' && Number(maxOccurs) <= 1) return written;
  return Array.from({ length: Math.max(1, Number(minOccurs)) }, () => written);
}

/** Executes the first echo process with a text, and further members of the request. */
export async function echoText(
  server: Server,
  body: Omit<ExecuteBody, 'inputs'> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Exchange> {
  const one = await echo(server);
  return server.execute(
    one.processID,
    { inputs: inputsOf(one, { [one.first]: 'conformance' }), ...body },
    headers,
  );
}

/** The same as a job. Throws `NotRun` where no job is made. */
export async function echoJob(
  server: Server,
  body: ExecuteBody = {},
): Promise<{ readonly execution: Exchange; readonly job: string }> {
  const one = await echo(server);
  const inputs = inputsOf(one, { [one.first]: 'conformance', ...body.inputs });
  const execution = await server.execute(one.processID, { ...body, inputs }, { prefer: 'respond-async' });
  return { execution, job: jobOf(execution) };
}

/** A job that runs for some seconds, by the input `pause`. */
export async function slowJob(server: Server, seconds: number) {
  const { inputs } = await echo(server);
  if (!inputs.pause) throw new NotRun('the echo process has no input `pause`, for seconds to wait');
  return echoJob(server, { inputs: { pause: seconds } });
}

function mapOf(value: unknown): Readonly<Record<string, Members>> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, item]) => (isObject(item) ? [[id, item] as const] : [])),
  );
}

/** Inputs of the first example that a description has, where this server publishes any. */
function exampleOf({ examples }: Members): Members {
  const [first] = Array.isArray(examples) ? examples : [];
  return isObject(first) && isObject(first.inputs) ? first.inputs : {};
}
