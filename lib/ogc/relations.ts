const ogc = 'http://www.opengis.net/def/rel/ogc/1.0';

/** Relation types of links, by the name they have in this code. */
export const relations = {
  self: 'self',
  alternate: 'alternate',
  next: 'next',
  prev: 'prev',
  up: 'up',
  monitor: 'monitor',
  status: 'status',
  serviceDescription: 'service-desc',
  serviceDocument: 'service-doc',
  license: 'license',
  termsOfService: 'terms-of-service',
  process: 'process',
  conformance: `${ogc}/conformance`,
  processes: `${ogc}/processes`,
  jobList: `${ogc}/job-list`,
  execute: `${ogc}/execute`,
  results: `${ogc}/results`,
  exceptions: `${ogc}/exceptions`,
} as const;
