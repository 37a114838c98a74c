import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { executePath } from './execute-path.ts';
import { parameters } from './parameters.ts';
import { paths } from './paths.ts';
import type { Part } from './reference.ts';
import { headers, responses } from './responses.ts';
import { schemas } from './schemas.ts';

/**
 * The OpenAPI 3.0 document of this API: every operation of the table, and a typed path for the execution of each
 * process. `info` and `servers` are completed on request, and `sample:` references resolved.
 *
 * @see /req/oas30/oas-definition-2
 */
export function apiDefinition(descriptions: readonly ProcessDescription[]): Part {
  return {
    openapi: '3.0.3',
    info: { title: 'Processes', version: '1.0.0' },
    servers: [{ url: '/' }],
    tags: [{ name: 'API' }, { name: 'Processes' }, { name: 'Jobs' }],
    paths: {
      ...paths(),
      ...Object.fromEntries(
        descriptions.map((description) => [
          `/processes/${description.id}/execution`,
          executePath(description),
        ]),
      ),
    },
    components: { schemas, parameters, responses, headers },
  };
}
