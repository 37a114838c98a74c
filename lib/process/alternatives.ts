import type { ValidationError } from './catalogue.ts';

/**
 * Ajv reports the errors of every alternative of a `oneOf` before that of the `oneOf` itself. Of these, only those of the
 * alternative that was meant are worth telling: of GeoJSON's geometries, the one that the value's `type` names.
 */
export function keepMeant(errors: readonly ValidationError[]): readonly ValidationError[] {
  const kept: ValidationError[] = [];
  for (const error of errors) {
    if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf') {
      kept.push(error);
      continue;
    }
    let start = kept.length;
    while (start > 0 && isWithin(kept[start - 1], error)) start -= 1;
    kept.push(...choose(error, kept.splice(start)));
  }
  return kept;
}

function isWithin(error: ValidationError | undefined, union: ValidationError): boolean {
  if (error?.schemaPath?.startsWith(`${union.schemaPath}/`) !== true) return false;
  const { instancePath } = error;
  return instancePath === union.instancePath || instancePath.startsWith(`${union.instancePath}/`);
}

type Branch = readonly ValidationError[];

function choose(union: ValidationError, errors: readonly ValidationError[]): readonly ValidationError[] {
  if (union.params.passingSchemas) return [union];
  const branches = toBranches(union, errors);
  const ofType = branches.filter((branch) => !branch.some((error) => isWrongType(error, union)));
  if (ofType.length === 0) return merge(branches, (error) => isWrongType(error, union), 'type', 'type');
  const named = ofType.filter((branch) => !branch.some((error) => isWrongName(error, union)));
  if (named.length === 0) return merge(ofType, (error) => isWrongName(error, union), 'enum', 'allowedValues');
  const shared = sharedBy(named);
  if (shared.length > 0) return shared;
  const [fewest = [], ...others] = [...named].sort((a, b) => a.length - b.length);
  const ambiguous = others.length > 0 && fewest.every((error) => error.instancePath === union.instancePath);
  return ambiguous ? [union] : fewest;
}

function toBranches(union: ValidationError, errors: readonly ValidationError[]): readonly Branch[] {
  const prefix = `${union.schemaPath}/`.length;
  return Object.values(
    Object.groupBy(errors, ({ schemaPath = '' }) => Number.parseInt(schemaPath.slice(prefix), 10)),
  ).map((branch) => branch ?? []);
}

function isWrongType({ keyword, instancePath }: ValidationError, union: ValidationError): boolean {
  return keyword === 'type' && instancePath === union.instancePath;
}

/** A member that must have one certain value, as `type` in GeoJSON, has another. */
function isWrongName({ keyword, instancePath, params }: ValidationError, union: ValidationError): boolean {
  const depth = instancePath.split('/').length - union.instancePath.split('/').length;
  return keyword === 'enum' && depth === 1 && (params.allowedValues as readonly unknown[]).length === 1;
}

/** One error for what all branches ask of the same place. */
function merge(
  branches: readonly Branch[],
  isMeant: (error: ValidationError) => boolean,
  keyword: string,
  param: string,
): readonly ValidationError[] {
  const meant = branches.flatMap((branch) => branch.filter(isMeant).slice(0, 1));
  const [first] = meant;
  if (first === undefined) return [];
  const values = meant
    .filter(({ instancePath }) => instancePath === first.instancePath)
    .flatMap(({ params }) => params[param]);
  return [{ ...first, keyword, params: { [param]: values } }];
}

/** Errors that stand in every branch, such as a missing `type`. */
function sharedBy([first = [], ...others]: readonly Branch[]): readonly ValidationError[] {
  if (others.length === 0) return first;
  const keyOf = ({ keyword, instancePath, params }: ValidationError) =>
    JSON.stringify([keyword, instancePath, params]);
  const keys = others.map((branch) => new Set(branch.map(keyOf)));
  return first.filter((error) => keys.every((set) => set.has(keyOf(error))));
}
