import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';

/** The context in `cdk.json`, which `cdk` would hand over. */
export async function contextOfFile(): Promise<Record<string, unknown>> {
  const { context = {} } = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8'));
  return context;
}
