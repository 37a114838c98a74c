import { type ExceptionBody, exceptions } from '#lib/ogc/exception.ts';
import type { Link } from '#lib/ogc/link.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';

const job = 'https://example.org/jobs/15b720ed-906b-4a87-bb66-65008ab0d269';

const link: Link = { href: `${job}?f=json`, rel: 'self', type: 'application/json', title: 'This job' };

const statusInfo: StatusInfo = {
  jobID: '15b720ed-906b-4a87-bb66-65008ab0d269',
  id: '15b720ed-906b-4a87-bb66-65008ab0d269',
  processID: 'buffer',
  processVersion: '1.0.0',
  type: 'process',
  status: 'running',
  created: '2026-11-24T01:23:45.392Z',
  started: '2026-11-24T01:23:45.546Z',
  updated: '2026-11-24T01:23:46.840Z',
  progress: 40,
  links: [link],
};

const { type, title } = exceptions['invalid-parameter'];
const exception: ExceptionBody = {
  type,
  code: 'invalid-parameter',
  title,
  status: 400,
  detail: 'The input `distance` must be greater than 0.',
  instance: '/processes/buffer/execution',
  problems: [{ path: '/inputs/distance', value: '-7', detail: 'Must be greater than 0.' }],
};

/** An example of each shared schema that a body is of, by its name. */
export const examples: Readonly<Record<string, unknown>> = {
  link,
  statusInfo,
  exception,
  jobList: { jobs: [statusInfo], links: [{ href: 'https://example.org/jobs?f=json', rel: 'self' }] },
  confClasses: { conformsTo: ['http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core'] },
  landingPage: {
    title: 'Processes',
    access: 'To execute processes and see jobs, a bearer token of https://login.example.org is needed.',
    links: [{ href: 'https://example.org/api?f=json', rel: 'service-desc', type: 'application/json' }],
  },
  bbox: { bbox: [5.0, 52.0, 5.2, 52.2], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
  qualifiedValue: { value: '<a/>', mediaType: 'application/xml' },
  inputByReference: { href: 'https://example.org/points.geojson', type: 'application/geo+json' },
  execute: { inputs: { distance: 100 }, response: 'document' },
  subscriber: { successUri: 'https://example.org/done', failedUri: 'https://example.org/failed' },
  callbackStatus: {
    status: 'delivered',
    attempts: 1,
    updated: '2026-11-24T01:23:47.112Z',
    statusCode: 200,
  },
  results: { count: 42, area: { href: `${job}/results/area`, type: 'application/geo+json' } },
  health: { status: 'ok', checks: { table: 'ok', queues: 'ok' } },
};
