import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CloudFormationStandIn {
  readonly endpoint: string;
  stop(): void;
}

/** CloudFormation's DescribeStacks, as far as a caller can tell, of one stack that is there. */
export async function startCloudFormation(
  stackName: string,
  outputs: Readonly<Record<string, unknown>>,
): Promise<CloudFormationStandIn> {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${String(value).replaceAll('&', '&amp;')}</OutputValue></member>`,
  );
  const found = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>${stackName}</StackName><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  const server = createServer(async (request, response) => {
    const asked = new URLSearchParams(Buffer.concat(await request.toArray()).toString()).get('StackName');
    response.setHeader('Content-Type', 'text/xml');
    if (asked === stackName) return response.end(found);
    response.statusCode = 400;
    return response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${asked} does not exist</Message></Error></ErrorResponse>`,
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
