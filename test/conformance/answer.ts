/** The decision table of the standard: what the outputs come as, at once and as the results of a job alike. */
import type { Exchange } from './exchange.ts';
import { mediaTypeProblems, okProblems, statusProblems } from './expect.ts';
import { contentIDOf, partsOf } from './multipart.ts';
import { headerLinksOf, isObject, type Members, mediaTypeOf, membersOf, nameOf, sentOf } from './reading.ts';

/** What was asked for is in `execution`; `answer` is the same exchange, or that of the results of its job. */
export interface Answered {
  readonly execution: Exchange;
  readonly answer: Exchange;
}

/** One output by value, raw: the bare value in its own media type. */
export function rawValueProblems({ execution, answer }: Answered): readonly string[] {
  const wrong = statusProblems(answer, 200);
  if (wrong.length > 0) return wrong;
  const [id, ...others] = requested(execution);
  if (id === undefined || others.length > 0) return ['The request must ask for one output.'];
  const sent = inputsOf(execution)[id];
  const value = mediaTypeOf(answer).endsWith('json') ? JSON.parse(answer.body) : answer.body;
  return value === sent
    ? []
    : [`${nameOf(answer)}: the body must be the bare value ${JSON.stringify(sent)}.`];
}

/** Several by value, raw: a part each, with the id of its output. */
export function rawValuesProblems({ execution, answer }: Answered): readonly string[] {
  return partProblems(execution, answer, () => []);
}

/** Some by value and some by reference, raw: the latter are parts with a location and without a body. */
export function rawMixedProblems({ execution, answer }: Answered): readonly string[] {
  const modes = requested(execution).map((id) => modeOf(execution, id));
  if (!modes.includes('value') || !modes.includes('reference')) return ['The request must mix both modes.'];
  return partProblems(execution, answer, (id, { headers, body }) => {
    const isReference = modeOf(execution, id) === 'reference';
    if (!isReference) return body === '' ? [`The part ${id} must have the value as its body.`] : [];
    return [
      ...(headers['content-location'] === undefined ? [`The part ${id} must have a Content-Location.`] : []),
      ...(body === '' ? [] : [`The part ${id} must have an empty body.`]),
    ];
  });
}

/** All by reference, raw: 204 and a link for each. */
export function rawReferenceProblems({ execution, answer }: Answered): readonly string[] {
  const links = headerLinksOf(answer).filter(({ rel }) => rel !== 'monitor');
  const outputs = requested(execution).length;
  return [
    ...statusProblems(answer, 204),
    ...(answer.body === '' ? [] : [`${nameOf(answer)}: there must be no body.`]),
    ...(links.length >= outputs
      ? []
      : [`${nameOf(answer)}: there must be a Link for each of ${outputs} outputs, not ${links.length}.`]),
  ];
}

/** A document: results.yaml with every output that was asked for. */
export function documentProblems({ execution, answer }: Answered): readonly string[] {
  const problems = [...okProblems(answer, 'results'), ...mediaTypeProblems(answer, 'application/json')];
  if (problems.length > 0) return problems;
  const results = membersOf(answer);
  return requested(execution).flatMap((id) => {
    const value = results[id];
    if (value === undefined) return [`The output ${id} is missing.`];
    const isLink = isObject(value) && typeof value.href === 'string';
    return modeOf(execution, id) === 'reference' && !isLink ? [`The output ${id} must be a link.`] : [];
  });
}

/** The outputs that a request names. */
function requested(execution: Exchange): readonly string[] {
  return Object.keys(outputsOf(execution));
}

function partProblems(
  execution: Exchange,
  answer: Exchange,
  more: (id: string, part: ReturnType<typeof partsOf>[number]) => readonly string[],
): readonly string[] {
  const wrong = statusProblems(answer, 200);
  if (wrong.length > 0) return wrong;
  const parts = new Map(partsOf(answer).map((part) => [contentIDOf(part), part]));
  return requested(execution).flatMap((id) => {
    const part = parts.get(id);
    return part ? more(id, part) : [`There must be a part with the Content-ID ${id}.`];
  });
}

function modeOf(execution: Exchange, id: string): unknown {
  const output = outputsOf(execution)[id];
  return isObject(output) ? (output.transmissionMode ?? 'value') : undefined;
}

function outputsOf(execution: Exchange): Members {
  const { outputs } = sentOf(execution);
  return isObject(outputs) ? outputs : {};
}

function inputsOf(execution: Exchange): Members {
  const { inputs } = sentOf(execution);
  return isObject(inputs) ? inputs : {};
}
