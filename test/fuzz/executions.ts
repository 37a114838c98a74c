import * as fc from 'fast-check';
import type { InputDescription, ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { type Mutation, mutations } from './mutations.ts';
import { settled } from './refinements.ts';
import { satisfies } from './satisfies.ts';
import { valuesOf } from './values.ts';

/** An execute request: what was done to it, and the inputs where they can still be told. */
export interface Drawn {
  readonly kind: 'valid' | 'inputs mutated' | 'mutated';
  readonly description: ProcessDescription;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly text: string;
}

/** Requests of all kinds for a process, more than half of them valid. */
export function executionsOf(description: ProcessDescription): fc.Arbitrary<Drawn> {
  const valid = validExecutions(description);
  return fc.oneof(
    { weight: 6, arbitrary: valid },
    { weight: 3, arbitrary: fc.tuple(valid, mutations).map(([drawn, mutate]) => withInputs(drawn, mutate)) },
    { weight: 1, arbitrary: fc.tuple(valid, spoilings).map(([drawn, spoil]) => spoil(drawn)) },
  );
}

function validExecutions(description: ProcessDescription): fc.Arbitrary<Drawn> {
  const outputs = fc
    .subarray(Object.keys(description.outputs))
    .chain((ids) => fc.record(Object.fromEntries(ids.map((id) => [id, outputRequests]))));
  const rest = fc.record(
    { outputs, response: fc.constantFrom('raw', 'document'), subscriber: subscribers },
    { requiredKeys: [] },
  );
  return fc.tuple(fc.boolean(), rest, headers, queries).chain(([later, members, chosen, query]) =>
    // References are read when the job runs, which none does here.
    inputsOf(description, later).map(
      (inputs): Drawn => ({
        kind: 'valid',
        description,
        inputs,
        headers: { ...chosen, ...(later && { Prefer: 'respond-async' }) },
        query,
        text: JSON.stringify({ inputs, ...members }),
      }),
    ),
  );
}

const receiver = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true });
const subscribers = fc.record(
  { successUri: receiver, inProgressUri: fc.option(receiver), failedUri: receiver },
  { requiredKeys: [] },
);

const outputRequests = fc.record(
  { transmissionMode: fc.constantFrom('value', 'reference') },
  { requiredKeys: [] },
);
const headers = fc.record(
  {
    'Content-Type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'application/geo+json',
    ),
    Accept: fc.constantFrom('*/*', 'text/html', 'application/json, */*;q=0.1', ''),
    Prefer: fc.constantFrom('respond-sync', 'wait=5', 'wait=0', 'return=minimal', 'handling=lenient; x="y"'),
    'Cache-Control': fc.constantFrom('no-cache', 'max-age=0'),
  },
  { requiredKeys: [] },
);
const queries = fc.constantFrom<Drawn['query']>([], [], [], [['f', 'html']], [['unknown', '']]);

function inputsOf(description: ProcessDescription, references: boolean) {
  const entries = Object.entries(description.inputs);
  const optional = new Set(entries.filter(([, { minOccurs }]) => minOccurs === 0).map(([id]) => id));
  const members = Object.fromEntries(entries.map(([id, input]) => [id, writtenOf(input, references)]));
  return fc
    .record(members, { requiredKeys: entries.map(([id]) => id).filter((id) => !optional.has(id)) })
    .map((inputs) => settled(inputs) as Drawn['inputs'])
    .filter((inputs) => satisfies(description, inputs));
}

function writtenOf({ schema, minOccurs = 1, maxOccurs = 1 }: InputDescription, references: boolean) {
  const one = fc.oneof(
    { weight: 8, arbitrary: fc.oneof(...alternativesOf(schema).map(inlineOf)) },
    { weight: references ? 1 : 0, arbitrary: fc.webUrl().map((href) => ({ href })) },
  );
  if (maxOccurs === 1) return one;
  const maxLength = Math.min(maxOccurs === 'unbounded' ? Number.POSITIVE_INFINITY : maxOccurs, minOccurs + 2);
  return fc.array(one, { minLength: minOccurs, maxLength });
}

function alternativesOf(schema: Schema): readonly Schema[] {
  return schema.oneOf?.some(({ contentMediaType }) => contentMediaType !== undefined)
    ? schema.oneOf
    : [schema];
}

/** Bare, or qualified, with its media type where the schema names one. */
function inlineOf(schema: Schema): fc.Arbitrary<unknown> {
  const { contentMediaType: mediaType } = schema;
  const value = valuesOf(schema);
  const format = mediaType === undefined ? {} : { mediaType };
  return fc.oneof(
    value,
    value.map((each) => ({ value: each, ...format })),
    value.map((each) => ({ value: each, ...(mediaType !== undefined && { format }) })),
  );
}

function withInputs(drawn: Drawn, mutate: Mutation): Drawn {
  const inputs = mutate(drawn.inputs);
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    return { ...drawn, kind: 'mutated', text: JSON.stringify({ inputs }) };
  }
  const body: Record<string, unknown> = { ...JSON.parse(drawn.text), inputs };
  return { ...drawn, kind: 'inputs mutated', inputs: inputs as Drawn['inputs'], text: JSON.stringify(body) };
}

/** Spoils what is around the inputs: text, members, headers, query. */
const spoilings: fc.Arbitrary<(drawn: Drawn) => Drawn> = fc.oneof(
  fc.tuple(fc.nat(), fc.string({ maxLength: 3 })).map(([at, more]) => (drawn: Drawn): Drawn => {
    const place = at % (drawn.text.length + 1);
    return {
      ...drawn,
      kind: 'mutated',
      text: drawn.text.slice(0, place) + more + drawn.text.slice(place + 1),
    };
  }),
  mutations.map((mutate) => (drawn: Drawn): Drawn => {
    const { inputs, ...others } = JSON.parse(drawn.text) as Record<string, unknown>;
    const body = mutate({ outputs: {}, response: 'raw', ...others });
    const whole = typeof body === 'object' && !Array.isArray(body) ? { inputs, ...body } : body;
    return { ...drawn, kind: 'mutated', text: JSON.stringify(whole) ?? '' };
  }),
  fc
    .record(
      {
        'Content-Type': fc.constantFrom('text/plain', 'application/xml', ';', ''),
        'Content-Encoding': fc.constantFrom('gzip', 'identity', ''),
        Accept: fc.oneof(
          fc.constantFrom('image/png', 'application/problem+json', 'text/html;q=x'),
          fc.string(),
        ),
        Prefer: fc.oneof(fc.constantFrom('wait=-1', 'wait=1e9', 'wait'), fc.string()),
        'Idempotency-Key': fc.oneof(fc.constantFrom('one', '"one"', '"two"'), fc.string()),
      },
      { requiredKeys: [] },
    )
    .map(
      (odd) =>
        (drawn: Drawn): Drawn => ({ ...drawn, kind: 'mutated', headers: { ...drawn.headers, ...odd } }),
    ),
  fc.string().map(
    (f) =>
      (drawn: Drawn): Drawn => ({ ...drawn, kind: 'mutated', query: [['f', f]] }),
  ),
);
