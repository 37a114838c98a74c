import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { buildCatalogue } from '#lib/process/build-catalogue.ts';
import * as processes from '#processes';

/** What the functions know of the processes. Bundling replaces this module by a generated one without their code. */
export const catalogue = buildCatalogue(Object.values(processes), apiDefinition);
