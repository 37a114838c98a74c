import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customResource } from '#lib/aws/custom-resource.ts';

interface Answer {
  readonly method: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

let answers: Answer[];
let status: number;
let server: ReturnType<typeof createServer>;
beforeEach(async () => {
  answers = [];
  status = 200;
  server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(Buffer.concat(await request.toArray()).toString());
    answers.push({ method: request.method, contentType: request.headers['content-type'], body });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function send(RequestType: 'Create' | 'Update' | 'Delete', onDelete: (deadline: number) => Promise<object>) {
  const handler = customResource({ onDelete, log: { info() {}, error() {} } });
  const request = {
    ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`,
    StackId: 'the stack',
    RequestId: 'the request',
    LogicalResourceId: 'EmptyBucket',
    PhysicalResourceId: 'EmptyBucket',
    ResourceType: 'Custom::EmptyBucket',
    ServiceToken: 'the function',
    ResourceProperties: { ServiceToken: 'the function' },
  };
  const events = {
    Create: { ...request, RequestType: 'Create' },
    Update: { ...request, RequestType: 'Update', OldResourceProperties: { ServiceToken: 'the function' } },
    Delete: { ...request, RequestType: 'Delete' },
  } as const;
  return handler(events[RequestType], { getRemainingTimeInMillis: () => 60_000 });
}

const identity = {
  PhysicalResourceId: 'EmptyBucket',
  StackId: 'the stack',
  RequestId: 'the request',
  LogicalResourceId: 'EmptyBucket',
};

describe('a custom resource', () => {
  it.each(['Create', 'Update'] as const)('does nothing at %s, and says so', async (type) => {
    await send(type, () => Promise.reject(new Error('Not now.')));

    expect(answers).toEqual([
      { method: 'PUT', contentType: undefined, body: { Status: 'SUCCESS', ...identity } },
    ]);
  });

  it('does its work at Delete, with time left for the answer', async () => {
    const deadlines: number[] = [];
    await send('Delete', async (deadline) => {
      deadlines.push(deadline - Date.now());
      return {};
    });

    expect(answers[0]?.body).toEqual({ Status: 'SUCCESS', ...identity });
    expect(Math.round((deadlines[0] ?? 0) / 1000)).toBe(40);
  });

  it('says in a sentence why it could not be deleted', async () => {
    await send('Delete', () => Promise.reject(new Error('The object a could not be removed: AccessDenied.')));

    expect(answers[0]?.body).toEqual({
      Status: 'FAILED',
      Reason: 'The object a could not be removed: AccessDenied.',
      ...identity,
    });
  });

  it('fails where its answer is not taken, so that Lambda calls it again', async () => {
    status = 403;

    await expect(send('Create', async () => ({}))).rejects.toThrow(
      'CloudFormation did not take the answer: 403.',
    );
  });
});
