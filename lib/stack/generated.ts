import type { Plugin } from 'esbuild';
import { root } from './root.ts';

/** Resolves imports of modules that exist only as text, by the name they are imported by, such as `#catalogue`. */
export function generated(modules: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'generated',
    setup(build) {
      build.onResolve({ filter: /^(#catalogue$|generated:)/ }, ({ path }) =>
        modules.has(path)
          ? { path, namespace: 'generated', sideEffects: path.startsWith('generated:thread/') }
          : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: 'generated' }, ({ path }) => ({
        contents: modules.get(path) ?? '',
        resolveDir: root,
      }));
    },
  };
}
