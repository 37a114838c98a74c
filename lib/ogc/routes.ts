import { operations } from './operations.ts';

/** The methods that a path answers, in order; empty where there is no such path. `path` is below the base URL. */
export function allowedMethods(path: string): readonly string[] {
  const methods = Object.values(operations)
    .filter((operation) => matches(operation.path, path))
    .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return methods.length === 0 ? [] : [...methods, 'OPTIONS'];
}

function matches(template: string, path: string): boolean {
  const names = template.split('/');
  const parts = path.split('/');
  return (
    names.length === parts.length &&
    names.every((name, index) => (name.startsWith('{') ? parts[index] !== '' : name === parts[index]))
  );
}
