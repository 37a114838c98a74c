import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CloudFormationStandIn {
  readonly endpoint: string;
  stop(): void;
}

/** A stack that is there. */
export interface StackThere {
  readonly name: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Resources as its template has them, by logical id; their physical ids are `made-<logical id>`. */
  readonly resources?: Readonly<Record<string, { readonly Type: string }>>;
}

/** How many resources CloudFormation tells of at once. */
const pageSize = 100;

/** CloudFormation's DescribeStacks, ListStackResources and GetTemplate, as far as a caller can tell, of one stack. */
export async function startCloudFormation(stack: StackThere): Promise<CloudFormationStandIn> {
  const server = createServer(async (request, response) => {
    const asked = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    const action = asked.get('Action') ?? '';
    const answer = asked.get('StackName') === stack.name ? answers[action]?.(stack, asked) : undefined;
    response.setHeader('Content-Type', 'text/xml');
    response.statusCode = answer === undefined ? 400 : 200;
    response.end(
      answer === undefined
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${asked.get('StackName')} does not exist</Message></Error></ErrorResponse>`
        : `<${action}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${action}Result>${answer}</${action}Result></${action}Response>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const answers: Readonly<Record<string, (stack: StackThere, asked: URLSearchParams) => string>> = {
  DescribeStacks: ({ name, outputs = {} }) => {
    const members = Object.entries(outputs).map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(String(value))}</OutputValue></member>`,
    );
    return `<Stacks><member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks>`;
  },
  ListStackResources: ({ resources = {} }, asked) => {
    const from = Number(asked.get('NextToken') ?? 0);
    const to = from + pageSize;
    const all = Object.entries(resources);
    const members = all
      .slice(from, to)
      .map(
        ([id, { Type }]) =>
          `<member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>made-${id}</PhysicalResourceId><ResourceType>${Type}</ResourceType></member>`,
      );
    const next = to < all.length ? `<NextToken>${to}</NextToken>` : '';
    return `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>${next}`;
  },
  GetTemplate: ({ resources = {} }) =>
    `<TemplateBody>${escaped(JSON.stringify({ Resources: resources }))}</TemplateBody>`,
};

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
