import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from './assemble.ts';
import type { FunctionDefinition } from './function.ts';

/**
 * The same functions with the code of new bundles. Where the code is what it was, so is the definition, and warm
 * instances stay.
 */
export function withCode(definitions: readonly FunctionDefinition[], code: Code): FunctionDefinition[] {
  return definitions.map((definition) => {
    const folder = folderOf(definition, code);
    if (contentsOf(folder) === contentsOf(definition.folder)) return definition;
    return {
      ...definition,
      folder,
      environment: { ...definition.environment, LAMBDA_TASK_ROOT: folder },
    };
  });
}

function folderOf({ name, environment }: FunctionDefinition, code: Code): string {
  const folder = code[name] ?? code[environment.POWERTOOLS_SERVICE_NAME ?? ''];
  if (folder === undefined) throw new Error(`There is no bundle of the function ${name}.`);
  return folder;
}

function contentsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return JSON.stringify(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'base64')]));
}
