import { asksForJson, preferredMediaType, sameMediaType } from '#lib/ogc/accept.ts';
import { Exception, type Problem } from '#lib/ogc/exception.ts';
import type { OutputRequest, ResponseForm } from '#lib/ogc/execute.ts';
import { pointerTo } from '#lib/ogc/json-pointer.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { outputFormats } from '#lib/ogc/output-formats.ts';
import type { ProcessDescription, TransmissionMode } from '#lib/ogc/process-description.ts';
import { inShort, invalid } from '#lib/process/problems.ts';

export interface OutputPlan {
  /** By outputID, in the order of the description. */
  readonly requested: Readonly<Record<string, RequestedOutput>>;
  readonly form: ResponseForm;
}

export interface RequestedOutput {
  readonly mediaType: string;
  readonly transmissionMode: TransmissionMode;
}

/**
 * What a request wants of the outputs: which, in which format, how handed over, and in which form. `accept` counts
 * only where the answer carries the outputs themselves.
 *
 * @throws {Exception} `invalid-parameter`, naming what is on offer; `not-acceptable`, for a single raw output that
 *   `Accept` wants in another format.
 * @see /req/core/process-execute-default-outputs
 */
export function planOutputs(
  description: Pick<ProcessDescription, 'outputs' | 'outputTransmission'>,
  { outputs = {}, response }: PlanRequest,
  accept: string | undefined,
): OutputPlan {
  const problems = problemsOf(description, outputs);
  if (problems.length > 0) throw invalid(problems);
  const all = Object.keys(description.outputs);
  const ids = Object.keys(outputs).length === 0 ? all : all.filter((id) => Object.hasOwn(outputs, id));
  const form = response ?? (ids.length > 1 && asksForJson(accept, mediaTypes.multipart) ? 'document' : 'raw');
  const negotiated = ids.length === 1 && form === 'raw' ? accept : undefined;
  const requested = ids.map((id) => [id, plan(description, id, outputs[id], negotiated)] as const);
  return { requested: Object.fromEntries(requested), form };
}

/** Whether any output is to be handed over by reference. */
export function hasReferences({ requested }: OutputPlan): boolean {
  return Object.values(requested).some(({ transmissionMode }) => transmissionMode === 'reference');
}

interface PlanRequest {
  readonly outputs?: Readonly<Record<string, OutputRequest>> | undefined;
  readonly response?: ResponseForm | undefined;
}

function plan(
  { outputs, outputTransmission }: Pick<ProcessDescription, 'outputs' | 'outputTransmission'>,
  id: string,
  request: OutputRequest | undefined,
  accept: string | undefined,
): RequestedOutput {
  const offers = outputFormats(outputs[id]?.schema ?? {});
  const transmissionMode =
    request?.transmissionMode ?? (outputTransmission.includes('value') ? 'value' : 'reference');
  const asked = request?.format?.mediaType;
  const mediaType =
    asked === undefined
      ? preferredMediaType(transmissionMode === 'value' ? accept : undefined, offers)
      : offerFor(asked, offers);
  if (mediaType === undefined) {
    throw new Exception(
      'not-acceptable',
      `The output "${id}" cannot be given as ${accept}; on offer: ${offers.join(', ')}.`,
    );
  }
  return { mediaType, transmissionMode };
}

function problemsOf(
  { outputs, outputTransmission }: Pick<ProcessDescription, 'outputs' | 'outputTransmission'>,
  requests: Readonly<Record<string, OutputRequest>>,
): readonly Problem[] {
  return Object.entries(requests).flatMap(([id, { format, transmissionMode }]) => {
    const path = pointerTo('/outputs', id);
    if (!Object.hasOwn(outputs, id)) {
      const detail = `There is no output "${short(id)}"; on offer: ${Object.keys(outputs).join(', ')}.`;
      return [{ path, detail }];
    }
    const problems: Problem[] = [];
    const offers = outputFormats(outputs[id]?.schema ?? {});
    if (format?.mediaType !== undefined && offerFor(format.mediaType, offers) === undefined) {
      const value = short(format.mediaType);
      const detail = `The output "${id}" has no format "${value}"; on offer: ${offers.join(', ')}.`;
      problems.push({ path: `${path}/format/mediaType`, ...inShort(format.mediaType), detail });
    }
    if (transmissionMode !== undefined && !outputTransmission.includes(transmissionMode)) {
      const value = short(transmissionMode);
      const detail = `The output "${id}" cannot be given by "${value}"; on offer: ${outputTransmission.join(', ')}.`;
      problems.push({ path: `${path}/transmissionMode`, ...inShort(transmissionMode), detail });
    }
    return problems;
  });
}

/** The offer that is meant: parameters may be left out, as in `image/tiff` for `image/tiff; application=geotiff`. */
function offerFor(mediaType: string, offers: readonly string[]): string | undefined {
  return (
    offers.find((offer) => sameMediaType(offer, mediaType)) ??
    offers.find((offer) => sameMediaType(offer.split(';')[0] ?? '', mediaType))
  );
}

function short(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
