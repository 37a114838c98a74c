/** The runner with a small template written by hand: what it makes of Lambda, API Gateway, SQS and schedules. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  type GetQueueAttributesCommandOutput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Runner, startRunner } from '#localstack/runner.ts';
import { lambda, queue, resource, route, smallApp } from '#test/local/setup/small-app.ts';

interface Mirrored {
  readonly event: Record<string, unknown> & { readonly requestContext: Record<string, unknown> };
  readonly context: Record<string, unknown>;
  readonly pid: number;
  readonly environment: Record<string, string>;
  readonly argv: readonly string[];
}

const dataDir = mkdtempSync(join(tmpdir(), 'runner-'));
let runner: Runner;

beforeAll(async () => {
  process.env.SECRET_OF_THE_HOST = 'secret';
  runner = await startRunner({
    dataDir,
    log: 'silent',
    bounds: { perFunction: 10, total: 12 },
    assemble: smallApp({
      Mirror: lambda('mirror', {
        MemorySize: 256,
        Environment: { Variables: { TABLE_NAME: { Ref: 'Table' } } },
      }),
      Slow: lambda('slow'),
      Reserved: lambda('slow', { FunctionName: 'reserved', ReservedConcurrentExecutions: 2 }),
      Stuck: lambda('stuck', { Timeout: 1 }),
      Blocked: lambda('blocked', { Timeout: 1 }),
      Throws: lambda('throws'),
      Exits: lambda('exits'),
      Greedy: lambda('greedy', { Timeout: 30 }),
      Large: lambda('large'),
      Absent: lambda('absent'),
      Consume: lambda('consume'),
      Ticked: lambda('consume', { FunctionName: 'ticked' }),
      Table: resource('AWS::DynamoDB::GlobalTable', {
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      }),
      Work: queue('work', {
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
      }),
      Dead: queue('dead'),
      Mapping: resource('AWS::Lambda::EventSourceMapping', {
        FunctionName: { Ref: 'Consume' },
        EventSourceArn: { 'Fn::GetAtt': ['Work', 'Arn'] },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
      Schedule: resource('AWS::Events::Rule', {
        ScheduleExpression: 'rate(1 hour)',
        Targets: [{ Arn: { 'Fn::GetAtt': ['Ticked', 'Arn'] }, Input: '{"Records":[{"body":"tick"}]}' }],
      }),
      ...route('ANY /mirror/{name}', 'Mirror'),
      ...route('GET /slow', 'Slow'),
      ...route('GET /throws', 'Throws'),
      ...route('GET /large', 'Large'),
    }),
  });
});

afterAll(async () => {
  await runner?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the gateway', () => {
  it('gives a function the request as payload format 1.0', async () => {
    const { event } = await mirror('/mirror/a%20b?q=1&q=2&r=%C3%A9', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Test': 'yes' },
      body: '{"a":"é"}',
    });

    expect(event).toMatchObject({
      version: '1.0',
      resource: '/mirror/{name}',
      path: '/mirror/a b',
      httpMethod: 'POST',
      pathParameters: { name: 'a b' },
      queryStringParameters: { q: '2', r: 'é' },
      multiValueQueryStringParameters: { q: ['1', '2'], r: ['é'] },
      body: '{"a":"é"}',
      isBase64Encoded: false,
      requestContext: { stage: '$default', domainName: runner.url.replace('http://', '') },
    });
    expect(event.multiValueHeaders).toMatchObject({ 'X-Test': ['yes'] });
  });

  it('says null where there are no parameters and no body', async () => {
    const { event } = await mirror('/mirror/a');

    expect(event).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
    });
  });

  it('hands on binary bodies as base64', async () => {
    const bytes = Uint8Array.from([0, 255, 128]);

    const { event } = await mirror('/mirror/a', { method: 'POST', body: bytes });

    expect(event).toMatchObject({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });
  });

  it('answers 404 where no route leads', async () => {
    expect(await answerTo('/elsewhere')).toEqual([404, { message: 'Not Found' }]);
  });

  it('leaves it to the function to refuse a path that is not well encoded', async () => {
    const { event } = await mirror('/mirror/%zz');

    expect(event).toMatchObject({ path: '/mirror/%zz', pathParameters: { name: '%zz' } });
  });

  it('answers 413 to a body over 10 MB', async () => {
    const body = new Uint8Array(20 * 1024 * 1024);

    expect(await answerTo('/mirror/a', { method: 'POST', body })).toEqual([
      413,
      { message: 'Request Entity Too Large' },
    ]);
  });

  it('answers 500 where a function throws or answers too much, and tells nothing', async () => {
    expect(await answerTo('/throws')).toEqual([500, { message: 'Internal Server Error' }]);
    expect(await answerTo('/large')).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('refuses headers over 10,240 bytes', async () => {
    const response = await fetch(`${runner.url}/mirror/a`, { headers: { 'X-Long': 'x'.repeat(10_240) } });

    expect(response.status).toBe(431);
  });

  it('listens on loopback only', async () => {
    const port = Number(new URL(runner.url).port);

    await expect(connect('127.0.0.2', port)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('functions', () => {
  it('see what the template tells them, and nothing of the host', async () => {
    const { environment, context, argv } = await mirror('/mirror/a');

    expect(environment).toMatchObject({
      TABLE_NAME: 'Small-Table',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: 'mirror',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_ENDPOINT_URL_LAMBDA: runner.lambdaUrl,
    });
    expect(environment).not.toHaveProperty('SECRET_OF_THE_HOST');
    expect(environment).not.toHaveProperty('HOME');
    expect(context).toMatchObject({ functionName: 'mirror', memoryLimitInMB: '256' });
    expect(argv).toContain('--max-old-space-size=230');
  });

  it('are reused while warm', async () => {
    const first = await mirror('/mirror/a');
    const second = await mirror('/mirror/a');

    expect(second.pid).toBe(first.pid);
  });

  it('run at once, each in a process of its own', async () => {
    const started = Date.now();
    const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${runner.url}/slow`)));

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(Date.now() - started).toBeLessThan(6000);
  });

  it('queue beyond their bound, and all get their turn', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => runner.invoke('slow')));

    expect(answers).toHaveLength(14);
  });

  it('are throttled beyond their reserved concurrency', async () => {
    const url = `${runner.lambdaUrl}/2015-03-31/functions/reserved/invocations`;
    const answers = await Promise.all([1, 2, 3].map(() => fetch(url, { method: 'POST' })));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  });

  it.each([
    ['stuck', 'Sandbox.Timedout', /Task timed out after 1.00 seconds$/],
    ['blocked', 'Sandbox.Timedout', /Task timed out after 1.00 seconds$/],
    ['throws', 'RangeError', /^It is out of range\.$/],
    ['exits', 'Runtime.ExitError', /exit status 7$/],
    ['greedy', 'Runtime.ExitError', /signal: SIGABRT$/],
    ['large', 'Function.ResponseSizeTooLarge', /exceeded maximum allowed payload size/],
    ['absent', 'Error', /^index.absent is not a function\.$/],
  ])('%s fails as %s', async (name, errorType, errorMessage) => {
    const url = `${runner.lambdaUrl}/2015-03-31/functions/${name}/invocations`;

    const response = await fetch(url, { method: 'POST', body: '{}' });

    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.json()).toMatchObject({
      errorType,
      errorMessage: expect.stringMatching(errorMessage),
    });
  });

  it('that do not exist are not found', async () => {
    const response = await fetch(`${runner.lambdaUrl}/2015-03-31/functions/nobody/invocations`, {
      method: 'POST',
    });

    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
  });

  it('keep what they print in the log', async () => {
    await runner.invoke('stuck').catch(() => {});

    await vi.waitFor(() =>
      expect(printed('stuck')).toContainEqual(expect.stringContaining('Task timed out')),
    );
  });
});

describe('event sources and schedules', () => {
  it('deliver messages, leave those that failed, and give them up after maxReceiveCount', async () => {
    const { AWS_ENDPOINT_URL_SQS: endpoint = '' } = (await mirror('/mirror/a')).environment;
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials, useQueueUrlAsEndpoint: false });
    const urlOf = (name: string) => `https://sqs.us-east-1.amazonaws.com/000000000000/${name}`;
    for (const MessageBody of ['first', 'fail', 'second']) {
      await sqs.send(new SendMessageCommand({ QueueUrl: urlOf('work'), MessageBody }));
    }

    await vi.waitFor(async () => expect(await waitingIn(sqs, urlOf('dead'))).toEqual([1, 0]), {
      timeout: 15_000,
    });

    expect(await waitingIn(sqs, urlOf('work'))).toEqual([0, 0]);
    expect(printed('consume').sort()).toEqual(['got fail', 'got fail', 'got first', 'got second']);
  });

  it('run a schedule at the start', async () => {
    await vi.waitFor(() => expect(printed('ticked')).toEqual(['got tick']));
  });
});

async function mirror(path: string, init: RequestInit = {}): Promise<Mirrored> {
  const response = await fetch(`${runner.url}${path}`, init);
  return (await response.json()) as Mirrored;
}

async function answerTo(path: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const response = await fetch(`${runner.url}${path}`, init);
  return [response.status, await response.json()];
}

/** What a function has printed, line by line. */
function printed(name: string): string[] {
  const lines = readFileSync(join(dataDir, 'log', 'functions.log'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, by, text] = line.split(/ (\S+) (.*)/);
    return by === name && text !== undefined ? [text] : [];
  });
}

/** Messages that can be received, and messages in flight. */
async function waitingIn(sqs: SQSClient, QueueUrl: string): Promise<[number, number]> {
  const { Attributes = {} }: GetQueueAttributesCommandOutput = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
  return [Number(ApproximateNumberOfMessages), Number(ApproximateNumberOfMessagesNotVisible)];
}

function connect(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port }, () => {
      socket.destroy();
      resolve();
    }).once('error', reject);
  });
}
