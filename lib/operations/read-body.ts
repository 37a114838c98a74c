import { Exception, type Problem } from '#lib/ogc/exception.ts';
import { callbackEvents, type ExecuteBody } from '#lib/ogc/execute.ts';
import { isObject } from '#lib/ogc/is-object.ts';
import { parseJson } from '#lib/ogc/json.ts';
import { pointerTo } from '#lib/ogc/json-pointer.ts';
import type { Request } from '#lib/ogc/request.ts';
import { inShort } from '#lib/process/problems.ts';

/** A body without the members that are wrong, and what is wrong with these. */
export interface ReadBody {
  readonly body: ExecuteBody;
  readonly problems: readonly Problem[];
}

/**
 * Reads the body of an execute request. Members that the standard does not know are ignored; `outputs: {}` and members
 * that are null, of an output, its format and the subscriber too, count as left out.
 *
 * @param bodyLimit Bytes.
 * @throws {Exception} `content-too-large`; `unsupported-media-type`; `bad-request` where it is no JSON;
 *   `invalid-parameter` where it is no object.
 * @see /req/core/process-execute-request
 */
export function readBody(request: Pick<Request, 'header' | 'body'>, bodyLimit: number): ReadBody {
  const { length } = request.body;
  if (length > bodyLimit) {
    const detail = `The body has ${length} bytes, and may have ${bodyLimit}; larger inputs can be given by reference.`;
    throw new Exception('content-too-large', detail);
  }
  checkMediaType(request);
  const value = parseJson(request.body);
  if (!isObject(value)) {
    throw new Exception('invalid-parameter', `The body must be a JSON object, not ${inShort(value).value}.`);
  }
  const given = withoutNulls(value);
  const { outputs: wanted, subscriber: told } = given;
  const body = {
    ...given,
    ...(isObject(wanted) && { outputs: tidied(wanted) }),
    ...(isObject(told) && { subscriber: withoutNulls(told) }),
  };
  const problems = problemsOf(body);
  const wrong = new Set(problems.map(({ path }) => path.split('/')[1]));
  const right = Object.entries(body).filter(([name]) => !wrong.has(name));
  const { inputs, outputs, response, subscriber } = Object.fromEntries(right) as ExecuteBody;
  return {
    problems,
    body: {
      ...(inputs && { inputs }),
      ...(outputs && Object.keys(outputs).length > 0 && { outputs }),
      ...(response && { response }),
      ...(subscriber && Object.keys(subscriber).length > 0 && { subscriber }),
    },
  };
}

/** The outputs as they are asked for, without members that are null. */
function tidied(outputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const tidy = (output: unknown): unknown => {
    if (!isObject(output)) return output;
    const { format } = output;
    return withoutNulls({ ...output, ...(isObject(format) && { format: withoutNulls(format) }) });
  };
  return Object.fromEntries(Object.entries(outputs).map(([id, output]) => [id, tidy(output)]));
}

function withoutNulls(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== null));
}

function checkMediaType({ header }: Pick<Request, 'header'>): void {
  const encoding = header('content-encoding');
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity') {
    throw new Exception(
      'unsupported-media-type',
      `The body must not be encoded, not as ${encoding.slice(0, 100)}.`,
    );
  }
  const mediaType = header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType && mediaType !== 'application/json' && !/^[\w.-]+\/[\w.-]+\+json$/.test(mediaType)) {
    throw new Exception(
      'unsupported-media-type',
      `The body must be application/json, not ${mediaType.slice(0, 100)}.`,
    );
  }
}

function problemsOf({ inputs, outputs, response, subscriber }: Readonly<Record<string, unknown>>): Problem[] {
  return [
    ...mustBeObject('/inputs', inputs),
    ...mustBeObject('/outputs', outputs),
    ...(isObject(outputs)
      ? Object.entries(outputs).flatMap(([id, output]) => outputProblems(id, output))
      : []),
    ...(response === undefined || response === 'raw' || response === 'document'
      ? []
      : [{ path: '/response', ...inShort(response), detail: 'Must be "raw" or "document".' }]),
    ...mustBeObject('/subscriber', subscriber),
    ...(isObject(subscriber)
      ? callbackEvents.flatMap((event) => mustBeText(`/subscriber/${event}`, subscriber[event]))
      : []),
  ];
}

function outputProblems(id: string, output: unknown): Problem[] {
  const path = pointerTo('/outputs', id);
  if (!isObject(output)) return mustBeObject(path, output);
  const { format, transmissionMode } = output;
  return [
    ...mustBeObject(`${path}/format`, format),
    ...(isObject(format) ? mustBeText(`${path}/format/mediaType`, format.mediaType) : []),
    ...mustBeText(`${path}/transmissionMode`, transmissionMode),
  ];
}

function mustBeObject(path: string, value: unknown): Problem[] {
  if (value === undefined || isObject(value)) return [];
  return [{ path, ...inShort(value), detail: 'Must be an object.' }];
}

function mustBeText(path: string, value: unknown): Problem[] {
  if (value === undefined || typeof value === 'string') return [];
  return [{ path, ...inShort(value), detail: 'Must be a string.' }];
}
