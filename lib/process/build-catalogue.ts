import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Catalogue, Validators } from './catalogue.ts';
import { compileValidators } from './compile.ts';
import { cacheTtlOf, toDescription, toSummary } from './describe.ts';
import type { Process } from './process.ts';

/** Makes the OpenAPI document of all processes. */
type ApiDefinition = (descriptions: readonly ProcessDescription[]) => Readonly<Record<string, unknown>>;

/**
 * The catalogue from the processes themselves; a bundle has one that was generated. Validators compile on first use.
 * `cacheTtl` is for processes that allow caching and name no time themselves: seconds, 48 hours by default.
 */
export function buildCatalogue(
  processes: readonly Process[],
  apiDefinition: ApiDefinition,
  { cacheTtl = 48 * 3600 }: { readonly cacheTtl?: number } = {},
): Catalogue {
  const sorted = processes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const descriptions = new Map(sorted.map((process) => [process.id, toDescription(process)]));
  const validators = new Map<string, Validators>();
  return {
    processes: sorted.map((process) => {
      const ttl = cacheTtlOf(process, cacheTtl);
      const { attempts } = process.retry;
      return {
        summary: toSummary(toDescription(process)),
        ...(ttl !== undefined && { cacheTtl: ttl }),
        ...(process.cache?.public && { cachePublic: true as const }),
        ...(attempts !== undefined && { attempts }),
      };
    }),
    async description(processID) {
      return descriptions.get(processID);
    },
    async validators(processID) {
      const description = descriptions.get(processID);
      if (description === undefined) return undefined;
      const compiled = validators.get(processID) ?? compileValidators(description);
      validators.set(processID, compiled);
      return compiled;
    },
    async apiDefinition() {
      return apiDefinition([...descriptions.values()]);
    },
  };
}
