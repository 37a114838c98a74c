import type { ProcessDescription, ProcessSummary } from '#lib/ogc/process-description.ts';

/**
 * What the API knows of the processes without carrying their code: generated when bundling, or built from
 * `processes/` where nothing is bundled.
 */
export interface Catalogue {
  /** In order of id. */
  readonly processes: readonly CatalogueEntry[];
  /** The full description; `sample:` references and links are still relative. */
  description(processID: string): Promise<ProcessDescription | undefined>;
  /** The checks of one process; absent when there is no such process. */
  validators(processID: string): Promise<Validators | undefined>;
  /** The OpenAPI 3.0 document but for `servers`, which depends on the base URL. */
  apiDefinition(): Promise<Readonly<Record<string, unknown>>>;
}

export interface CatalogueEntry {
  readonly summary: ProcessSummary;
  /** Seconds that results are cached; absent where the process does not allow it. */
  readonly cacheTtl?: number;
  /** Whether cached results answer every owner. */
  readonly cachePublic?: true;
  /** How often a job is started in all; absent: as the deployment's settings say. */
  readonly attempts?: number;
}

/** An error as Ajv reports it. */
export interface ValidationError {
  readonly instancePath: string;
  /** Where in the schema, such as `#/oneOf/0/properties/type/enum`: tells the alternatives of a union apart. */
  readonly schemaPath?: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled schema, as Ajv's standalone code has it. `errors` belongs to the last call. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly ValidationError[] | null;
}

/** Checks against the very schemas that the description publishes; for one value of a `many` input, its item. */
export interface Validators {
  readonly inputs: Readonly<Record<string, Validate>>;
  readonly outputs: Readonly<Record<string, Validate>>;
  /** The same checks of inputs, listing all errors instead of the first. */
  thorough(): Promise<Readonly<Record<string, Validate>>>;
}
