import { basename } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Leaves modules of ours that are imported on first use, by `import()`, out of a bundle: they become files beside it.
 * Adds them to `found`, what to bundle by the file's name.
 */
export function onFirstUse(found: Map<string, string>): Plugin {
  return {
    name: 'on-first-use',
    setup(build) {
      build.onResolve({ filter }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (kind !== 'dynamic-import' || pluginData === ours) return undefined;
        const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: ours });
        if (resolved.errors.length > 0) return { errors: resolved.errors };
        const name = nameOf(path);
        if ((found.get(name) ?? resolved.path) !== resolved.path) {
          return {
            errors: [{ text: `${found.get(name)} and ${resolved.path} would both be ${name}.mjs.` }],
          };
        }
        found.set(name, resolved.path);
        return { path: `./${name}.mjs`, external: true };
      });
    },
  };
}

/** Modules of ours, and what the SDK itself imports late: event streams, which no request here has. */
const filter = /^generated:|\.ts$|^@smithy\/core\/event-streams$/;

/** Marks the plugin's own question. */
const ours = Symbol('on first use');

/** `generated:validators/buffer` → `validators-buffer`, `./objects.ts` → `objects`. */
function nameOf(path: string): string {
  return path.startsWith('generated:')
    ? path.slice('generated:'.length).replace('/', '-')
    : basename(path, '.ts');
}
