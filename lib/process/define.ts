import type * as z from 'zod';
import type { Link } from '#lib/ogc/link.ts';
import type { Example, JobControlOption, Metadata, TransmissionMode } from '#lib/ogc/process-description.ts';
import { type Described, fromInputDescription, fromOutputDescription } from './described.ts';
import { type Duration, toSeconds } from './duration.ts';
import { markOf } from './marks.ts';
import type { Context, Grant, Input, Output, Process } from './process.ts';
import { isOptional, publishInput, publishOutput } from './publish.ts';
import type { Variables } from './variables.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

/** What the author says of a process beside its inputs and outputs; all of it has defaults. */
interface Settings {
  /** Runnable as they stand; each is checked, published and tested. A value may be `sample:<file in samples/>`. */
  readonly examples?: readonly Example[];
  /**
   * Whether results may answer identical requests, and for how long where not as the settings say: only for processes
   * that give the same outputs for the same inputs. Of each owner apart, unless results are `public`: then whoever asks the
   * same has what another's execution gave.
   */
  readonly cache?: true | { readonly ttl?: Duration; readonly public?: boolean };
  /**
   * How often a job is started when it fails, and what is worth starting it again: always the loss of its worker, and
   * `ProcessError`s that say `retry`, and what is named here. A synchronous execution is answered with its failure.
   *
   * @example { attempts: 5, on: ['TimeoutError'] }
   * @example { on: (error) => error instanceof StoreError && error.isBusy }
   */
  readonly retry?: {
    /** How often it is started in all, 1 to 10; as the setting `maxAttempts` says by default. With 1 never again. */
    readonly attempts?: number;
    /** Errors by their `name`, or whether one is worth it. */
    readonly on?: readonly string[] | ((error: unknown) => boolean);
    /**
     * Seconds, 1 to 900, that it waits at most before the second start; twice as long before each further one. 5 by
     * default.
     */
    readonly backoff?: number;
  };
  readonly resources?: {
    /** Megabytes, 128 to 10240; 512 by default. */
    readonly memory?: number;
    /** Seconds: `signal` aborts at `soft` (600), the code is stopped at `hard` (870, the maximum). */
    readonly timeout?: { readonly soft?: number; readonly hard?: number };
    /** Jobs that run at once, 2 to 1000; as many as the account allows by default. */
    readonly concurrency?: number;
  };
  /** For what one bundle cannot carry: packages with native code, data files. */
  readonly bundle?: { readonly external?: readonly string[]; readonly files?: readonly string[] };
  /**
   * Variables for the code: values that may stand in it, and secrets and parameters by reference, which are read when
   * the process first runs.
   *
   * @example { MODE: 'fast', TOKEN: { secret: 'maps', field: 'token' }, KEY: { parameter: '/maps/key' } }
   */
  readonly environment?: Variables;
  /**
   * What the code may do in AWS, by the credentials that it then finds in its environment. These are the function's, so
   * that the code can reach the jobs and results of the server too: grant only to code that you trust with them.
   *
   * @example [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::my-data/*'] }]
   */
  readonly grants?: readonly Grant[];
}

interface Definition<I extends Shape, O extends Shape> extends Settings {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
  readonly links?: readonly Link[];
  /** All three by default. */
  readonly jobControlOptions?: readonly JobControlOption[];
  /** Both by default. */
  readonly outputTransmission?: readonly TransmissionMode[];
  /** Zod schemas by id, or `many(…)`, `binary(…)`, `formats(…)`, `bbox(…)`; titles and descriptions by `.meta()`. */
  readonly inputs: I;
  readonly outputs: O;
  execute(inputs: Received<I>, context: Context): Returned<O> | Promise<Returned<O>>;
}

interface DefinitionFromFile<I, O> extends Settings {
  /** Exported by the module that `npm run check -- --write` makes of a JSON or YAML description. */
  readonly description: Described<I, O>;
  execute(inputs: I, context: Context): O | Promise<O>;
}

/** Inputs as `execute` gets them: with defaults in place; optional ones may be missing. */
export type Received<I extends Shape> = z.output<z.ZodObject<I>>;

/** Outputs as `execute` returns them; optional ones may be missing. */
export type Returned<O extends Shape> = z.input<z.ZodObject<O>>;

/** A process whose `execute` is typed; every one of them is a `Process`. */
export interface TypedProcess<I, O> extends Process {
  execute(inputs: I, context: Context): O | Promise<O>;
}

/**
 * Declares a process. Types follow from the schemas. Nothing is refused here: `npm run check` and synth say, in
 * sentences, what is wrong with a definition.
 *
 * @example
 * export const square = defineProcess({
 *   id: 'square',
 *   version: '1.0.0',
 *   title: 'Square',
 *   inputs: { number: z.number().meta({ title: 'Number' }) },
 *   outputs: { square: z.number().meta({ title: 'Its square' }) },
 *   examples: [{ title: 'Seven', inputs: { number: 7 } }],
 *   execute({ number }) {
 *     return { square: number * number };
 *   },
 * });
 */
export function defineProcess<I, O>(definition: DefinitionFromFile<I, O>): TypedProcess<I, O>;
export function defineProcess<I extends Shape, O extends Shape>(
  definition: Definition<I, O>,
): TypedProcess<Received<I>, Returned<O>>;
export function defineProcess(definition: AnyDefinition): Process {
  const {
    examples,
    cache,
    retry = {},
    resources = {},
    bundle = {},
    environment = {},
    grants = [],
  } = definition;
  return {
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
    ...declared(definition),
    examples: [
      ...(isFromFile(definition) ? (definition.description.examples ?? []) : []),
      ...(examples ?? []),
    ],
    ...(cache && { cache: toCache(cache) }),
    retry: { backoff: 5, on: [], ...retry },
    resources: {
      memory: resources.memory ?? 512,
      timeout: timeout(resources.timeout),
      ...(resources.concurrency !== undefined && { concurrency: resources.concurrency }),
    },
    bundle: { external: bundle.external ?? [], files: bundle.files ?? [] },
    environment,
    grants,
    execute: (inputs, context) => definition.execute(inputs, context),
  };
}

type AnyDefinition = Definition<Shape, Shape> | DefinitionFromFile<unknown, unknown>;
type Declared = Pick<Process, 'id' | 'version' | 'title' | 'inputs' | 'outputs'> & Partial<Process>;

function isFromFile(definition: AnyDefinition): definition is DefinitionFromFile<unknown, unknown> {
  return typeof definition.description === 'object';
}

/** What a definition and a description in a file say alike. */
function declared(definition: AnyDefinition): Declared {
  if (isFromFile(definition)) {
    const { inputs, outputs, examples, ...rest } = definition.description;
    return {
      ...rest,
      title: rest.title ?? rest.id,
      inputs: mapValues(inputs, fromInputDescription),
      outputs: mapValues(outputs, fromOutputDescription),
    };
  }
  const {
    examples,
    cache,
    retry,
    resources,
    bundle,
    environment,
    grants,
    execute,
    inputs,
    outputs,
    ...rest
  } = definition;
  return { ...rest, inputs: mapValues(inputs, toInput), outputs: mapValues(outputs, toOutput) };
}

function toCache(cache: NonNullable<Settings['cache']>): NonNullable<Process['cache']> {
  if (cache === true) return {};
  return {
    ...(cache.ttl !== undefined && { ttl: toSeconds(cache.ttl) }),
    ...(cache.public && { public: true }),
  };
}

/** A hard limit alone moves the soft one below it. */
function timeout({ soft, hard = 870 }: { readonly soft?: number; readonly hard?: number } = {}) {
  return { soft: soft ?? Math.min(600, hard), hard };
}

function toInput(schema: z.ZodType): Input {
  const { kind = 'json', many = false } = markOf(schema);
  return lazily({ schema, kind, many }, () => publishInput(schema).description);
}

function toOutput(schema: z.ZodType): Output {
  const { kind = 'json' } = markOf(schema);
  return lazily({ schema, kind, optional: isOptional(schema) }, () => publishOutput(schema).description);
}

/** Publishing takes milliseconds that the process's own function need not spend. */
function lazily<T, P>(rest: T, publish: () => P): T & { readonly published: P } {
  let published: P | undefined;
  return {
    ...rest,
    get published() {
      published ??= publish();
      return published;
    },
  };
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, map(value)]));
}
