import { type Part, reference } from './reference.ts';

type Responses = Readonly<Record<string, Part>>;
type Paths = Readonly<Record<string, Readonly<Record<string, Part>>>>;

/** Headers that every answer has. */
const always = ['Access-Control-Allow-Origin', 'Access-Control-Expose-Headers', 'Cache-Control', 'Vary'];
/** Those of an answer with a body. */
const withBody = ['Content-Encoding', 'Content-Security-Policy', 'X-Content-Type-Options'];
/** Preferences that were honoured, and links: on what was found or done. */
const links = ['Link'];

/** What a gateway answers in front of any operation. */
const ofGateway: Responses = {
  429: reference('responses', 'tooManyRequests'),
  503: reference('responses', 'unavailable'),
  504: reference('responses', 'gatewayTimeout'),
};

/**
 * Adds to every operation what all have: the headers of each answer, the entity tag of what was found and the request
 * header that goes with it, and what the gateway answers.
 *
 * @see /req/oas30/completeness
 */
export function everywhere(paths: Paths): Paths {
  return mapValues(paths, (item) => mapValues(item, (operation, method) => complete(operation, method)));
}

/** The same for shared responses, which any operation may have. */
export function everyResponse(responses: Responses): Responses {
  return mapValues(responses, (response, name) =>
    withHeaders(response, name === 'notModified' ? [...withBody, ...links, 'ETag', 'Retry-After'] : []),
  );
}

function complete(operation: Part, method: string): Part {
  const { parameters = [], responses } = operation as { parameters?: readonly Part[]; responses: Responses };
  const isFound = method === 'get';
  return {
    ...operation,
    ...(isFound && { parameters: [...parameters, reference('parameters', 'ifNoneMatch')] }),
    responses: {
      ...ofGateway,
      ...mapValues(responses, (response, status) => {
        if ('$ref' in response) return response;
        return withHeaders(response, [
          ...(Number(status) < 300 ? links : []),
          ...(isFound && status === '200' ? ['ETag'] : []),
          ...(method === 'post' && Number(status) < 400 ? ['Preference-Applied'] : []),
        ]);
      }),
    },
  };
}

function withHeaders(response: Part, more: readonly string[]): Part {
  const names = [...always, ...('content' in response ? withBody : []), ...more];
  const headers = Object.fromEntries(names.map((name) => [name, reference('headers', name)]));
  return { ...response, headers: { ...headers, ...(response.headers as Part | undefined) } };
}

function mapValues<T>(
  map: Readonly<Record<string, T>>,
  change: (value: T, key: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
