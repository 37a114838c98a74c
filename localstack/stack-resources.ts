import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import * as z from 'zod';

/** A resource that CloudFormation has made, and how the template declares it. */
export interface StackResource {
  /** Such as `AWS::S3::Bucket`. */
  readonly type: string;
  /** Its physical id, which is the name of a table or a bucket. */
  readonly name: string;
  readonly deletionPolicy?: string | undefined;
  readonly properties: unknown;
}

const Declared = z.object({ DeletionPolicy: z.string().optional(), Properties: z.unknown().optional() });
/** A stack that is only reviewed has none. */
const Template = z.object({ Resources: z.record(z.string(), Declared).default({}) });

/** All resources of a stack, without those of its nested stacks, and without what has no physical id yet. */
export async function stackResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<readonly StackResource[]> {
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName }));
  const { Resources } = Template.parse(JSON.parse(TemplateBody));
  const resources: StackResource[] = [];
  // By pages, for one answer tells of 100 resources at most, and the stack has more.
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const {
      ResourceType: type,
      LogicalResourceId = '',
      PhysicalResourceId: name,
    } of StackResourceSummaries) {
      if (type === undefined || name === undefined) continue;
      const { DeletionPolicy: deletionPolicy, Properties: properties } = Resources[LogicalResourceId] ?? {};
      resources.push({ type, name, deletionPolicy, properties });
    }
  }
  return resources;
}
