import type { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { Exception, type ExceptionCode } from '#lib/ogc/exception.ts';
import type { Config } from './config.ts';

/** What a REST API refuses by itself, before or after a function: as which exception, and in which words. */
const refusals: Readonly<Record<string, readonly [ExceptionCode, detail: string]>> = {
  BAD_REQUEST_BODY: ['bad-request', 'The body of the request is not well formed.'],
  BAD_REQUEST_PARAMETERS: ['bad-request', 'A parameter of the request is missing or not well formed.'],
  UNAUTHORIZED: ['unauthorized', 'The credentials of the request are missing or not valid.'],
  MISSING_AUTHENTICATION_TOKEN: ['unauthorized', 'The request has no credentials, which are needed here.'],
  ACCESS_DENIED: ['forbidden', 'The credentials of the request do not allow this.'],
  EXPIRED_TOKEN: ['forbidden', 'The credentials of the request have expired.'],
  INVALID_API_KEY: ['forbidden', 'The API key of the request is missing or not valid.'],
  INVALID_SIGNATURE: ['forbidden', 'The signature of the request is not right.'],
  WAF_FILTERED: ['forbidden', 'The request was held back by the rules of a firewall.'],
  RESOURCE_NOT_FOUND: ['not-found', 'There is nothing at this path.'],
  REQUEST_TOO_LARGE: ['content-too-large', 'The request has more than 10 MB.'],
  UNSUPPORTED_MEDIA_TYPE: ['unsupported-media-type', 'The media type of the request is not supported.'],
  THROTTLED: ['too-many-requests', 'There are too many requests at the moment; try again in a second.'],
  QUOTA_EXCEEDED: ['too-many-requests', 'The quota of this API key is used up.'],
  INTEGRATION_TIMEOUT: ['gateway-timeout', 'The answer took too long; long executions run as jobs.'],
  INTEGRATION_FAILURE: ['gateway-timeout', 'The function behind this path could not be reached.'],
  DEFAULT_4XX: ['bad-request', 'The gateway refused the request.'],
  DEFAULT_5XX: ['internal-server-error', 'The server failed on this request.'],
};

/**
 * What gives the answers that a REST API makes by itself the shape of every other exception. Pages of any origin may read
 * them, unless none may call the API: there is nothing in them that is not for everybody.
 */
export function exceptionResponses(
  restApiId: string,
  { corsOrigins, identity }: Pick<Config, 'corsOrigins' | 'identity'>,
): apigateway.CfnGatewayResponseProps[] {
  const always = { ...header('Content-Language', 'en'), ...header('Cache-Control', 'no-store') };
  const cors = corsOrigins.length > 0 && header('Access-Control-Allow-Origin', '*');
  return Object.entries(refusals).map(([responseType, [code, detail]]) => {
    const exception = new Exception(code, detail);
    return {
      restApiId,
      responseType,
      statusCode: `${exception.status}`,
      responseTemplates: { 'application/json': JSON.stringify(exception.toBody()) },
      responseParameters: {
        ...always,
        ...cors,
        ...(exception.status === 401 && identity === 'jwt' && header('WWW-Authenticate', 'Bearer')),
        ...(responseType === 'THROTTLED' && header('Retry-After', '1')),
      },
    };
  });
}

/** A constant stands in quotes of its own. */
function header(name: string, value: string): Record<string, string> {
  return { [`gatewayresponse.header.${name}`]: `'${value}'` };
}
