import type { Api } from './api.ts';
import type { Assembly } from './assembly.ts';
import { realiseBucket } from './bucket.ts';
import { feed, type Source, toSource } from './event-sources.ts';
import { type FunctionDefinition, type FunctionEndpoints, toFunction } from './function.ts';
import type { Functions } from './functions.ts';
import type { Gateway } from './gateway.ts';
import { realiseQueues } from './queues.ts';
import { type Scheduled, schedule, toScheduled } from './schedules.ts';
import type { StandIns } from './stand-ins.ts';
import { realiseTable } from './table.ts';
import type { Resource } from './template.ts';
import { toApi } from './to-api.ts';

/** The running parts that a template is realised on. */
export interface Parts {
  readonly standIns: StandIns;
  readonly functions: Functions;
  readonly gateway: Gateway;
  /** Seconds that a minute of a schedule lasts; absent: 60. */
  readonly minute?: number;
}

/** All that a template declares, read and found to be within the runner's reach. */
export interface Plan {
  readonly tables: readonly Resource[];
  readonly buckets: readonly Resource[];
  readonly queues: readonly Resource[];
  readonly definitions: readonly FunctionDefinition[];
  readonly api: Api;
  readonly sources: readonly Source[];
  readonly scheduled: readonly Scheduled[];
}

/** Reads what a template declares. Throws a sentence at what is beyond the runner, before anything is made of it. */
export function toPlan({ resources, asset }: Assembly, endpoints: FunctionEndpoints): Plan {
  const ofType = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  const plan: Plan = {
    tables: ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'),
    buckets: ofType('AWS::S3::Bucket'),
    queues: ofType('AWS::SQS::Queue'),
    definitions: ofType('AWS::Lambda::Function').map((resource) => toFunction(resource, asset, endpoints)),
    api: toApi(resources, endpoints.keys),
    sources: ofType('AWS::Lambda::EventSourceMapping').map(toSource),
    scheduled: ofType('AWS::Events::Rule', 'AWS::Scheduler::Schedule').flatMap(toScheduled),
  };
  const names = new Set(plan.definitions.map(({ name }) => name));
  for (const { functionName } of [...plan.api.routes, ...plan.sources, ...plan.scheduled]) {
    if (!names.has(functionName)) throw new Error(`The template has no function ${functionName}.`);
  }
  return plan;
}

/** Creates the data stores that are not there yet. */
export async function realiseStores(plan: Plan, { dynamodb, sqs, s3 }: StandIns): Promise<void> {
  await Promise.all([
    ...plan.tables.map((table) => realiseTable(dynamodb, table)),
    ...plan.buckets.map((bucket) => realiseBucket(s3, bucket)),
    realiseQueues(sqs, plan.queues),
  ]);
}

/** Takes the plan's functions and API from now on, and starts the rest; the function that comes back stops that. */
export function realise(plan: Plan, { standIns, functions, gateway, minute = 60 }: Parts): () => void {
  functions.define(plan.definitions);
  gateway.define(plan.api);
  const stopSchedules = schedule(functions, plan.scheduled, minute);
  const stopBrowsers = standIns.allowBrowsers(plan.buckets);
  const stopSources = feed(standIns.sqs, functions, plan.sources);
  return () => {
    stopSchedules();
    stopSources();
    stopBrowsers();
  };
}
