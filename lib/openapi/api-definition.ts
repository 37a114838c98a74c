import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { callbackComponents } from './callbacks.ts';
import { everyResponse, everywhere } from './everywhere.ts';
import { examples } from './examples.ts';
import { executePath, plainExecutePath } from './execute-path.ts';
import { parameters } from './parameters.ts';
import { paths } from './paths.ts';
import type { Part } from './reference.ts';
import { headers, refusals, responses } from './responses.ts';
import { schemas } from './schemas.ts';
import { type Access, openAccess, secured, securitySchemes } from './security.ts';
import { share } from './share.ts';

/** Characters of JSON that the typed executions may take in all: the document must fit what a function may return. */
const room = 2_000_000;

/**
 * The OpenAPI 3.0 document of this API: every operation of the table, and a typed path for the execution of each
 * process. `info` and `servers` are completed on request, and `sample:` references resolved. Of very many processes the
 * last have paths that leave their inputs to the description.
 *
 * @see /req/oas30/oas-definition-2
 */
export function apiDefinition(
  descriptions: readonly ProcessDescription[],
  access: Access = openAccess,
): Part {
  const [first] = descriptions;
  const shared = share(everywhere(secured({ ...paths(), ...executions(descriptions) }, access)));
  return {
    openapi: '3.0.3',
    info: { title: 'Processes', version: '1.0.0' },
    servers: [{ url: '/' }],
    tags: [{ name: 'API' }, { name: 'Processes' }, { name: 'Jobs' }],
    paths: shared.document,
    components: {
      schemas: { ...withExamples(schemas), ...shared.schemas },
      parameters: {
        ...parameters,
        ...(first && { processID: { ...parameters.processID, example: first.id } }),
      },
      responses: {
        ...everyResponse({ ...responses, ...(access.identity !== 'open' && refusals) }),
        ...shared.responses,
      },
      headers,
      callbacks: callbackComponents,
      ...securitySchemes(access),
    },
  };
}

function withExamples(all: Readonly<Record<string, Part>>): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => [
      name,
      name in examples ? { ...schema, example: examples[name] } : schema,
    ]),
  );
}

function executions(
  descriptions: readonly ProcessDescription[],
): Readonly<Record<string, Record<string, Part>>> {
  let left = room;
  return Object.fromEntries(
    descriptions.map((description) => {
      const typed = executePath(description);
      left -= JSON.stringify(typed).length;
      return [`/processes/${description.id}/execution`, left >= 0 ? typed : plainExecutePath(description)];
    }),
  );
}
