import { api, misbehaving } from '#test/e2e/client.ts';

/** A request whose answer is a page. */
export interface PageRequest {
  readonly url: string;
  /** JSON to POST; a GET where absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
}

const inputs = { geometry: { type: 'Point', coordinates: [5.1, 52.1] }, distance: 100 };
const everyKind = {
  stringInput: 'Hello <b>there</b>',
  doubleInput: 3.14,
  arrayInput: [1, 2, 3],
  boundingBoxInput: { bbox: [5, 52, 5.2, 52.2] },
  complexObjectInput: { value: { property1: 'one' } },
  xmlInput: '<greeting>Hello</greeting>',
};

/** Every kind of page, in the state that has most on it, by name. Executes what must have been executed for it. */
export async function everyPage(): Promise<Readonly<Record<string, PageRequest>>> {
  const points = { href: `${api.url}/samples/earthquakes.geojson` };
  const [echoed, bins, failed, pictures, running] = await Promise.all([
    api.submit('echo', { inputs: everyKind }),
    api.submit('hexagon-bins', { inputs: { points, resolution: 2 } }),
    api.submit('buffer', { inputs: { ...inputs, geometry: { type: 'Point', coordinates: [500, 0] } } }),
    misbehaving.submit('many', { inputs: {} }),
    api.submit('echo', { inputs: { stringInput: 'slow', pause: 60 } }),
  ]);
  await Promise.all([api.ended(echoed), api.ended(bins), api.ended(failed), misbehaving.ended(pictures)]);
  const execution = `${api.url}/processes/buffer/execution`;
  const reference = { outputs: { area: { transmissionMode: 'reference' } } };
  const get = (url: string, status = 200): PageRequest => ({ url, status });
  return {
    'the landing page': get(`${api.url}/`),
    conformance: get(`${api.url}/conformance`),
    'the API definition': get(`${api.url}/api`),
    health: get(`${api.url}/health`),
    'the list of processes': get(`${api.url}/processes?limit=2&offset=1`),
    'an empty list of processes': get(`${api.url}/processes?offset=1000`),
    'a process with every kind of input': get(`${api.url}/processes/echo`),
    'a process with geometries': get(`${api.url}/processes/buffer`),
    'a process with files': get(`${api.url}/processes/zonal-statistics`),
    'the list of jobs': get(`${api.url}/jobs?limit=3`),
    'an empty list of jobs': get(`${api.url}/jobs?processID=nonsense`),
    'a successful job': get(echoed),
    'a failed job': get(failed),
    'a running job': get(running),
    'results of every kind': get(`${echoed}/results`),
    'results that are large': get(`${bins}/results`),
    'results with a picture': get(`${pictures}/results`),
    'the answer to an execution': { url: execution, body: { inputs }, status: 200 },
    'the answer to an execution, by links': { url: execution, body: { inputs, ...reference }, status: 200 },
    'the answer to a job': {
      url: execution,
      body: { inputs },
      headers: { Prefer: 'respond-async' },
      status: 201,
    },
    'why a job failed': get(`${failed}/results`, 400),
    'results that are not ready': get(`${running}/results`, 404),
    'everything that is wrong with an execution': {
      url: execution,
      body: { inputs: { ...inputs, distance: -7, segmnts: 3 } },
      status: 400,
    },
    'an unknown process': get(`${api.url}/processes/nonsense`, 404),
    'an unknown path': get(`${api.url}/nonsense`, 404),
    'a wrong query': get(`${api.url}/jobs?limit=0`, 400),
  };
}
