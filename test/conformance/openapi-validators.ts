import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Members } from './reading.ts';

/**
 * What two validators have against a document as OpenAPI 3.0: one holds it to the JSON schema of the OpenAPI Initiative,
 * the other to rules of its own, on references, paths and examples too. Sentences.
 */
export async function openApiProblems(document: Members): Promise<readonly string[]> {
  return [...(await bySchema(document)), ...(await byRules(document))];
}

async function bySchema(document: Members): Promise<readonly string[]> {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  if (valid) return [];
  const list = Array.isArray(errors) ? errors : [errors];
  return list.map((error) => {
    const where = typeof error === 'object' && 'instancePath' in error ? `${error.instancePath} ` : '';
    return `By the schema of OpenAPI, ${where}${typeof error === 'object' ? error.message : error}.`;
  });
}

/** Those on what a document may be; none on taste. */
const rules = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'no-invalid-media-type-examples': 'error',
  'no-invalid-parameter-examples': 'error',
  'no-invalid-schema-examples': 'error',
  'operation-operationId-unique': 'error',
  'operation-parameters-unique': 'error',
  'path-declaration-must-exist': 'error',
  'path-not-include-query': 'error',
  'path-parameters-defined': 'error',
  'no-identical-paths': 'error',
  'no-duplicated-tag-names': 'error',
  'security-defined': 'off',
} as const;

async function byRules(document: Members): Promise<readonly string[]> {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: 'document.json',
    config: await createConfig({ rules }),
  });
  return problems.map(({ ruleId, message, location }) => {
    const where = location.map((at) => ('pointer' in at ? at.pointer : '')).join(', ');
    return `By the rule ${ruleId}, ${where}: ${message}`;
  });
}
