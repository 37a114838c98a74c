import type { Assembly } from './assembly.ts';
import { realiseBucket } from './bucket.ts';
import { feed } from './event-sources.ts';
import { toFunction } from './function.ts';
import type { Functions } from './functions.ts';
import type { Gateway } from './gateway.ts';
import { realiseQueues } from './queues.ts';
import { toRoutes } from './routes.ts';
import { schedule } from './schedules.ts';
import type { StandIns } from './stand-ins.ts';
import { realiseTable } from './table.ts';

/** The running parts that a template is realised on. */
export interface Parts {
  readonly standIns: StandIns;
  readonly functions: Functions;
  readonly gateway: Gateway;
  /** URL of Lambda's Invoke API. */
  readonly lambda: string;
}

/**
 * Makes what the template declares: data stores that are not there yet, functions, routes, event sources and
 * schedules. The function that comes back stops the last two, before the next template is realised.
 */
export async function realise({ resources, asset }: Assembly, parts: Parts): Promise<() => void> {
  const { standIns, functions, gateway } = parts;
  const ofType = (...types: string[]) => resources.filter(({ type }) => types.includes(type));
  const endpoints = { ...standIns.endpoints, lambda: parts.lambda };

  const definitions = ofType('AWS::Lambda::Function').map((resource) =>
    toFunction(resource, asset, endpoints),
  );
  const routes = toRoutes(resources);
  await Promise.all([
    ...ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((table) =>
      realiseTable(standIns.dynamodb, table),
    ),
    ...ofType('AWS::S3::Bucket').map((bucket) => realiseBucket(standIns.s3, bucket)),
    realiseQueues(standIns.sqs, ofType('AWS::SQS::Queue')),
  ]);

  functions.define(definitions);
  gateway.define(routes);
  const stopSchedules = schedule(functions, ofType('AWS::Events::Rule', 'AWS::Scheduler::Schedule'));
  const stopSources = feed(standIns.sqs, functions, ofType('AWS::Lambda::EventSourceMapping'));
  return () => {
    stopSchedules();
    stopSources();
  };
}
