/** A route of an API: which function answers which requests. */
export interface Route {
  /** As the template writes it, such as `GET /jobs/{jobID}` or `$default`. */
  readonly key: string;
  readonly functionName: string;
  /** The name of the authoriser that admits requests; absent: everybody. */
  readonly authorizer?: string;
}

export interface Match {
  readonly route: Route;
  /** As they were written, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** In the order in which `match` tries them. */
export function mostSpecificFirst(routes: readonly Route[]): Route[] {
  return routes.toSorted((a, b) => (rank(a.key) < rank(b.key) ? -1 : 1));
}

/**
 * The first route that takes a request, as API Gateway chooses: literal segments before parameters, those before a
 * greedy one, a method before `ANY`, `$default` last.
 */
export function match(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    const [routeMethod = '', template] = route.key.split(' ');
    if (template === undefined) return { route, parameters: {} };
    if (routeMethod !== method && routeMethod !== 'ANY') continue;
    const parameters = parametersOf(template.split('/'), path.split('/'));
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function parametersOf(
  template: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const given = path[index];
    const [, name, greedy] = /^\{(.*?)(\+?)\}$/.exec(segment) ?? [];
    if (given === undefined || (name === undefined && given !== segment)) return undefined;
    if (name === undefined) continue;
    if (given === '') return undefined;
    parameters[name] = greedy ? path.slice(index).join('/') : given;
    if (greedy) return parameters;
  }
  return template.length === path.length ? parameters : undefined;
}

/** Sees to it that whatever is protected is so by an authoriser that is there. Throws a sentence. */
export function assertAuthorizers(routes: readonly Route[], authorizers: ReadonlyMap<string, unknown>): void {
  for (const { key, authorizer } of routes) {
    if (authorizer === undefined || authorizers.has(authorizer)) continue;
    throw new Error(`The runner will not serve ${key} openly, whose authoriser it does not know.`);
  }
}

/** Sorts as text: the smaller, the more specific. */
function rank(key: string): string {
  const [method = '', path] = key.split(' ');
  if (path === undefined) return '~';
  const segments = path
    .split('/')
    .map((segment) => (segment.endsWith('+}') ? '2' : segment.endsWith('}') ? '1' : '0'));
  return `${segments.join('')}${method === 'ANY' ? '1' : '0'}`;
}
