import type { ProcessDescription, ProcessSummary } from '#lib/ogc/process-description.ts';
import type { Process } from './process.ts';

/** The description of a process as clients read it, but for links; plain JSON. `sample:` references stay unresolved. */
export function toDescription(process: Process): ProcessDescription {
  const { title, description, keywords, metadata, links, examples } = process;
  return {
    id: process.id,
    version: process.version,
    title,
    ...(description !== undefined && { description }),
    ...(keywords && { keywords }),
    ...(metadata && { metadata }),
    jobControlOptions: process.jobControlOptions,
    outputTransmission: process.outputTransmission,
    inputs: published(process.inputs),
    outputs: published(process.outputs),
    ...(examples.length > 0 && { examples }),
    ...(links && { links }),
  };
}

/** What the list of processes says of one. */
export function toSummary({ inputs, outputs, examples, ...summary }: ProcessDescription): ProcessSummary {
  return summary;
}

/** Seconds that results of a process are cached, where it allows that; `byDefault` where it names no time itself. */
export function cacheTtlOf({ cache }: Process, byDefault: number): number | undefined {
  return cache && (cache.ttl ?? byDefault);
}

function published<T>(described: Readonly<Record<string, { readonly published: T }>>): Record<string, T> {
  return Object.fromEntries(Object.entries(described).map(([id, { published }]) => [id, published]));
}
