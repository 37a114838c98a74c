import type { Ports } from '#lib/job/ports.ts';
import type { ParameterStore } from './parameter-store.ts';

/** Where parameters are read. Its client is loaded on first use: few processes have any. */
export type Store = () => Promise<ParameterStore>;

export const parameters = (store: Store): Ports['parameters'] => ({
  async read(names) {
    return names.length === 0 ? {} : (await store()).get(names);
  },
});
