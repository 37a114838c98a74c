import type { StoredOutput, StoredOutputs } from '#lib/job/job.ts';
import type { Run } from '#lib/job/run.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { OutputDescription, ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Validate, Validators } from './catalogue.ts';
import { formatsOnOffer } from './formats-on-offer.ts';
import { essence, isBinary, isJson, mediaTypeLimit, mediaTypesOnOffer } from './media-types-on-offer.ts';
import { toProblems } from './problems.ts';
import type { Process } from './process.ts';
import { findUnfit } from './unfit-value.ts';

/** The author's code returned something else than its description promises. The message is fit for the client. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

interface Outputs {
  readonly process: Pick<Process, 'outputs'>;
  readonly description: Pick<ProcessDescription, 'outputs'>;
  readonly validators: Pick<Validators, 'outputs'>;
}

/**
 * Holds what `execute` returned to the description and writes the outputs that were asked for as bytes, in the order of
 * the description. Others are dropped unread. Throws `OutputError`.
 */
export async function encodeOutputs(
  { process, description, validators }: Outputs,
  returned: unknown,
  requested: Run['outputs'],
): Promise<StoredOutputs> {
  if (typeof returned !== 'object' || returned === null || Array.isArray(returned)) {
    throw new OutputError('The process returned no outputs.');
  }
  const values = new Map(Object.entries(returned).filter(([, value]) => value !== undefined));
  const unknown = [...values.keys()].find((id) => !Object.hasOwn(description.outputs, id));
  if (unknown !== undefined) {
    throw new OutputError(`The process returned an output \`${unknown}\` that its description lacks.`);
  }
  const encoded: [string, StoredOutput][] = [];
  for (const [id, output] of Object.entries(description.outputs)) {
    const chosen = Object.hasOwn(requested, id) ? requested[id]?.mediaType : undefined;
    if (chosen === undefined) continue;
    if (values.has(id)) {
      const validate = validators.outputs[id];
      const written = { id, value: values.get(id), chosen, output, validate };
      encoded.push([id, await encoders[process.outputs[id]?.kind ?? 'json'](written)]);
    } else if (process.outputs[id]?.optional !== true) {
      throw new OutputError(`The process returned no output \`${id}\`.`);
    }
  }
  return Object.fromEntries(encoded);
}

/** An output as the author returned it. */
interface Returned {
  readonly id: string;
  readonly value: unknown;
  readonly chosen: string;
  readonly output: OutputDescription;
  readonly validate: Validate | undefined;
}

const encoders = { binary: encodeBinary, json: encodeJson, formats: encodeFormatted };

/** What the author says it is counts, not what was asked for: not every process can convert. */
async function encodeFormatted({ chosen, ...returned }: Returned): Promise<StoredOutput> {
  const { id, value: formatted, output } = returned;
  const formats = formatsOnOffer(output.schema);
  const { mediaType, value } = isFormatted(formatted) ? formatted : {};
  const format = formats.find((one) => one.mediaType === mediaType);
  if (format === undefined) {
    const offered = formats.map((one) => one.mediaType).join(' or ');
    throw new OutputError(`The output \`${id}\` must have a \`value\` and as its \`mediaType\` ${offered}.`);
  }
  if (isBinary(format.schema)) {
    const stored = await encodeBinary({ ...returned, value, chosen: format.mediaType });
    return { ...stored, mediaType: format.mediaType };
  }
  const plain = isJson(format.mediaType) && essence(chosen) === mediaTypes.json;
  return encodeJson({ ...returned, value, chosen: plain ? chosen : format.mediaType });
}

function isFormatted(value: unknown): value is { readonly mediaType?: unknown; readonly value?: unknown } {
  return typeof value === 'object' && value !== null;
}

async function encodeBinary({ id, value, chosen }: Returned): Promise<StoredOutput> {
  if (value instanceof Blob) {
    const bytes = new Uint8Array(await value.arrayBuffer());
    return toStored(isMediaType(value.type) ? value.type : chosen, bytes);
  }
  if (value instanceof ArrayBuffer) return toStored(chosen, new Uint8Array(value.slice()));
  // Copied, because a Buffer may share its memory with others and cannot be handed to another thread.
  if (value instanceof Uint8Array) return toStored(chosen, new Uint8Array(value));
  throw new OutputError(`The output \`${id}\` must be binary data: a Blob or a Uint8Array.`);
}

/** What a header may carry, and a record has room for: a Blob may have any text as its type. */
function isMediaType(type: string): boolean {
  return type.length <= mediaTypeLimit && /^[\w.+!#$&^-]+\/[\w.+!#$&^-]+ *(;|$)/.test(type);
}

function encodeJson({ id, value, chosen, output: { schema }, validate }: Returned): StoredOutput {
  const unfit = findUnfit(value);
  if (unfit) {
    const where = unfit.path === '' ? 'is' : `has at ${unfit.path}`;
    throw new OutputError(`The output \`${id}\` ${where} ${unfit.what}, which JSON cannot carry.`);
  }
  if (validate && !validate(value)) {
    const [problem] = toProblems(validate.errors ?? [], value, '');
    const where = problem?.path ? ` At ${problem.path}:` : '';
    throw new OutputError(
      `The output \`${id}\` does not keep to its description.${where} ${problem?.detail ?? ''}`.trim(),
    );
  }
  const asText = typeof value === 'string' && (!isJson(chosen) || mediaTypesOnOffer(schema).includes(chosen));
  const mediaType = asText || isJson(chosen) ? chosen : mediaTypes.json;
  return toStored(mediaType, new TextEncoder().encode(asText ? value : stringify(id, value)));
}

function stringify(id: string, value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    throw new OutputError(`The output \`${id}\` is too large to be written as JSON.`, { cause });
  }
}

function toStored(mediaType: string, bytes: Uint8Array): StoredOutput {
  return { mediaType, size: bytes.byteLength, bytes };
}
