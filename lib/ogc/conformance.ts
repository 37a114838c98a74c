const prefix = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf';

/** The conformance classes that this server meets, and no others. /req/core/conformance-success */
export const conformanceClasses = [
  `${prefix}/core`,
  `${prefix}/ogc-process-description`,
  `${prefix}/json`,
  `${prefix}/html`,
  `${prefix}/oas30`,
  `${prefix}/job-list`,
  `${prefix}/callback`,
  `${prefix}/dismiss`,
] as const;
