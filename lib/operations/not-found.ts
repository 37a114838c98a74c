import { Exception } from '#lib/ogc/exception.ts';
import type { Request } from '#lib/ogc/request.ts';
import { allowedMethods } from '#lib/ogc/routes.ts';

/**
 * Answers what no operation answers.
 *
 * @throws {Exception} Always: `method-not-allowed` where the path exists, else `not-found`.
 */
export function notFound({ method, path, base }: Request): never {
  const methods = allowedMethods(path);
  if (methods.length === 0 || methods.includes(method)) {
    throw new Exception('not-found', `There is nothing at ${path}; ${base} says what there is.`);
  }
  const Allow = methods.join(', ');
  throw new Exception('method-not-allowed', `${path} does not take ${method}, but ${Allow}.`, {
    headers: { Allow },
  });
}
