import type { Runner } from '#lib/job/run.ts';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { runNow } from '#lib/operations/run-now.ts';
import { buildCatalogue } from '#lib/process/build-catalogue.ts';
import { encodeOutputs } from '#lib/process/encode-outputs.ts';
import type { Process } from '#lib/process/process.ts';
import { type Runnable, runProcess } from '#lib/process/run.ts';
import * as examples from '#processes';
import { type Fakes, fakePorts } from '#test/fakes/ports.ts';
import { settings } from '#test/unit/operations/worker-fixtures.ts';
import { runnable } from '#test/unit/process/runnable.ts';

const geometry = { type: 'Point', coordinates: [5, 52] };
const collection = { type: 'FeatureCollection', features: [] };

/** What those return that are not run: they are slow, and refuse more than a schema can say. */
const returned: Readonly<Record<string, unknown>> = {
  buffer: { area: geometry },
  'hexagon-bins': { bins: collection },
  'zonal-statistics': { statistics: collection },
};

/** The example processes; `convert` and `ndvi` refuse most of what their schemas allow. */
const processes: readonly Process[] = Object.values(examples).filter(
  ({ id }) => id !== 'convert' && id !== 'ndvi',
);
const runnables = new Map(processes.map((process) => [process.id, runnable(process)]));

export const catalogue = buildCatalogue(processes, apiDefinition);
export const descriptions = [...runnables.values()].map(({ description }) => description);

export type World = Fakes & { readonly log: { error(message: string): void } };

/** The table, the bucket and the functions of the processes, in memory. */
export function aWorld(): World {
  const world: World = {
    ...fakePorts({
      invoke: (processID, invocation) => {
        const { description, ...process } = runnables.get(processID) ?? missing(processID);
        const runner = runnerOf({ description, ...process });
        return runNow(world, { description, runner }, invocation, settings);
      },
    }),
    log: { error: missing },
  };
  return world;
}

function runnerOf(own: Runnable): Runner {
  const canned = returned[own.description.id];
  return {
    run: async (run, { onProgress, stop }) => {
      if (canned !== undefined) return { values: await encodeOutputs(own, canned, run.outputs) };
      const { pause: _, ...inputs } = run.inputs;
      return runProcess(own, { ...run, inputs }, { signal: stop, onProgress, log: silent });
    },
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function missing(what: string): never {
  throw new Error(what);
}
