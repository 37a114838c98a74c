import type { Answer } from '../ogc/answer.ts';
import { conformanceClasses } from '../ogc/conformance.ts';

/** /req/core/conformance-success */
export function getConformanceClasses(): Answer {
  return { status: 200, body: { json: { conformsTo: conformanceClasses } } };
}
