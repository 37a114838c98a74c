import type { Link } from './link.ts';
import type { Schema } from './schema.ts';

export type JobControlOption = 'sync-execute' | 'async-execute' | 'dismiss';
export type TransmissionMode = 'value' | 'reference';

/** Further information about a process, an input or an output, kept elsewhere (metadata.yaml). */
export interface Metadata {
  readonly title?: string;
  readonly role?: string;
  readonly href?: string;
}

interface Described {
  readonly title?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
}

/** /req/ogc-process-description/input-def. `minOccurs` and `maxOccurs` are 1 where absent. */
export interface InputDescription extends Described {
  readonly minOccurs?: number;
  readonly maxOccurs?: number | 'unbounded';
  readonly schema: Schema;
}

/** /req/ogc-process-description/output-def */
export interface OutputDescription extends Described {
  readonly schema: Schema;
}

/** One item of the list of processes. /req/core/process-list-success */
export interface ProcessSummary extends Described {
  readonly id: string;
  readonly version: string;
  readonly jobControlOptions: readonly JobControlOption[];
  readonly outputTransmission: readonly TransmissionMode[];
  readonly links?: readonly Link[];
}

/** An example of an execution, published with the description. `sample:` references are still unresolved here. */
export interface Example {
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** /req/ogc-process-description/json-encoding */
export interface ProcessDescription extends ProcessSummary {
  readonly inputs: Readonly<Record<string, InputDescription>>;
  readonly outputs: Readonly<Record<string, OutputDescription>>;
  /** Beyond the standard, which allows further members. */
  readonly examples?: readonly Example[];
}
