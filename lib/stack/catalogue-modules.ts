import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { type Access, openAccess } from '#lib/openapi/security.ts';
import { validatorModules } from '#lib/process/compile.ts';
import { cacheTtlOf, toDescription, toSummary } from '#lib/process/describe.ts';
import type { Process } from '#lib/process/process.ts';

/**
 * The catalogue as source text of modules, by the name that they are imported by: summaries in `#catalogue` itself,
 * everything else in modules of their own that are imported on first use.
 *
 * @param cacheTtl Seconds, for processes that allow caching and name no time themselves.
 */
export function catalogueModules(
  processes: readonly Process[],
  cacheTtl: number,
  access: Access = openAccess,
): Map<string, string> {
  const ids = processes.map(({ id }) => id);
  const entries = processes.map((process) => ({
    summary: toSummary(toDescription(process)),
    cacheTtl: cacheTtlOf(process, cacheTtl),
    ...(process.cache?.public && { cachePublic: true }),
    attempts: process.retry.attempts,
  }));
  const catalogue = `
    const descriptions = new Map([${ids.map((id) => lazy(id, `generated:description/${id}`))}]);
    const validators = new Map([${ids.map((id) => lazy(id, `generated:validators/${id}`))}]);
    export const catalogue = {
      processes: ${JSON.stringify(entries)},
      description: async (processID) => (await descriptions.get(processID)?.())?.description,
      validators: async (processID) => (await validators.get(processID)?.())?.validators,
      apiDefinition: async () => (await import('generated:api-definition')).apiDefinition,
    };`;
  const definition = apiDefinition(processes.map(toDescription), access);
  return new Map([
    ['#catalogue', catalogue],
    ['generated:api-definition', `export const apiDefinition = ${JSON.stringify(definition)};`],
    ...processes.flatMap(modulesOf),
  ]);
}

function lazy(id: string, module: string): string {
  return `[${JSON.stringify(id)}, () => import(${JSON.stringify(module)})]`;
}

function modulesOf(process: Process): [name: string, text: string][] {
  const description = toDescription(process);
  const { quick, thorough } = validatorModules(description);
  const { id } = process;
  return [
    [`generated:description/${id}`, `export const description = ${JSON.stringify(description)};`],
    [
      `generated:validators/${id}`,
      `import { inputs, outputs } from 'generated:quick/${id}';
      export const validators = {
        inputs,
        outputs,
        thorough: async () => (await import('generated:thorough/${id}')).inputs,
      };`,
    ],
    [`generated:quick/${id}`, quick],
    [`generated:thorough/${id}`, thorough],
  ];
}
