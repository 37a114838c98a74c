import { watch as watchFolder } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Runner } from './runner.ts';

/** Folders whose files end up in the template or in a bundle. */
const folders = ['processes', 'functions', 'lib', 'samples'];

/** Takes every change of the sources into the running API. What cannot be taken is said, and the API stays as it was. */
export function watch(runner: Runner): void {
  let timer: NodeJS.Timeout | undefined;
  let reloading = Promise.resolve();
  const reload = async () => {
    const started = Date.now();
    try {
      await runner.reload();
      process.stdout.write(`Changed: ${runner.url} (${Date.now() - started} ms)\n`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  for (const folder of folders) {
    watchFolder(fileURLToPath(new URL(`../${folder}`, import.meta.url)), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reloading = reloading.then(reload);
      }, 100);
    });
  }
}
