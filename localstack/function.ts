import * as z from 'zod';
import type { Assembly } from './assembly.ts';
import { place } from './place.ts';
import { propertiesOf } from './properties.ts';
import { credentials, type Endpoints } from './stand-ins.ts';
import type { Resource } from './template.ts';

/** A function as its instances need it. Two that are equal as JSON can share instances. */
export interface FunctionDefinition {
  readonly name: string;
  /** Folder of the unpacked asset. */
  readonly folder: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  /** Reserved concurrency: invocations beyond it are throttled. */
  readonly reserved?: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where a function finds services. */
export interface FunctionEndpoints extends Endpoints {
  readonly lambda: string;
  readonly ssm: string;
  /** Keys of the issuer of tokens, where a file stands in for it. */
  readonly keys?: string;
}

const Settings = z.object({
  Code: z.object({ S3Key: z.string({ error: 'The runner knows functions whose code is an asset only.' }) }),
  Handler: z.string(),
  Runtime: z.string().regex(/^nodejs/, 'The runner knows Node functions only.'),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  ReservedConcurrentExecutions: z.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Layers: z.never({ error: 'The runner knows no layers.' }).optional(),
  FileSystemConfigs: z.never({ error: 'The runner knows no file systems.' }).optional(),
});

/** Reads a function of the template, and tells it where the local services are. */
export function toFunction(
  resource: Resource,
  asset: Assembly['asset'],
  endpoints: FunctionEndpoints,
): FunctionDefinition {
  const { name } = resource;
  const settings = propertiesOf(Settings, resource);
  const { MemorySize: memory, Timeout: timeout, ReservedConcurrentExecutions: reserved } = settings;
  const folder = asset(settings.Code.S3Key);
  return {
    name,
    folder,
    handler: settings.Handler,
    memory,
    timeout,
    ...(reserved !== undefined && { reserved }),
    environment: {
      ...settings.Environment?.Variables,
      ...(endpoints.keys !== undefined &&
        settings.Environment?.Variables.JWKS_URL !== undefined && { JWKS_URL: endpoints.keys }),
      AWS_REGION: place.region,
      AWS_DEFAULT_REGION: place.region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
      AWS_ENDPOINT_URL_SSM: endpoints.ssm,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
      AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}`,
      LAMBDA_TASK_ROOT: folder,
      _HANDLER: settings.Handler,
      TZ: ':UTC',
      LANG: 'en_US.UTF-8',
      PATH: '/usr/local/bin:/usr/bin:/bin',
    },
  };
}
