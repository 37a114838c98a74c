import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Runner } from './runner.ts';
import { watchFiles } from './watch-files.ts';

const root = join(import.meta.dirname, '..');

/** Folders whose files end up in the template or in a bundle. */
const folders = ['processes', 'functions', 'lib', 'samples'];

/** What the template follows from besides settings and processes. */
const ofTheTemplate = /^lib\/(stack|ogc|aws|environment)/;

/** Milliseconds without a further change until a change is taken up. */
const pause = 100;

/**
 * Takes every change of the sources, and of the list of processes wherever it is, into the running API. What cannot be
 * taken is said, and the API stays as it was.
 */
export function watch(runner: Runner, processes = 'processes/index.ts'): void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let reloading = Promise.resolve();

  const reload = async () => {
    const files = [...changed];
    changed.clear();
    if (files.length === 0) return;
    const started = Date.now();
    try {
      await runner.reload({ everything: files.some((file) => ofTheTemplate.test(file)) });
      const there = files.filter((file) => existsSync(join(root, file)));
      process.stdout.write(
        `Took up ${there.join(', ') || 'what was removed'} in ${Date.now() - started} ms.\n`,
      );
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  watchFiles([...folders.map((folder) => join(root, folder)), resolve(processes, '..')], (file) => {
    changed.add(relative(root, file));
    clearTimeout(timer);
    timer = setTimeout(() => {
      reloading = reloading.then(reload);
    }, pause);
  });
}
