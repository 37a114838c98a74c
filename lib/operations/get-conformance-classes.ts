import type { Answer } from '#lib/ogc/answer.ts';
import { conformanceClasses } from '#lib/ogc/conformance.ts';

/** /req/core/conformance-success */
export function getConformanceClasses(): Answer {
  return { status: 200, body: { json: { conformsTo: conformanceClasses } } };
}
