/** What stops a runner from starting, and what outlives it: with a small template written by hand. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assemble } from '#localstack/assemble.ts';
import { type Runner, type RunnerOptions, startRunner } from '#localstack/runner.ts';
import { lambda, resource, route, smallApp } from '#test/local/setup/small-app.ts';

const mirror = { Mirror: lambda('mirror'), ...route('GET /mirror', 'Mirror') };
const bucket = resource('AWS::S3::Bucket', {
  BucketName: 'objects',
  CorsConfiguration: {
    CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], ExposedHeaders: ['ETag'] }],
  },
});

let dataDir: string;
const runners: Runner[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'runner-'));
});

afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a runner', () => {
  it('keeps its data across restarts, and forgets them when it starts afresh', async () => {
    const first = await start({ Bucket: bucket, ...mirror });
    await put(first, 'kept');
    await first.stop();

    const second = await start({ Bucket: bucket, ...mirror });
    const kept = await get(second);
    await second.stop();
    const third = await start({ Bucket: bucket, ...mirror }, { fresh: true });

    expect(kept).toBe('kept');
    await expect(get(third)).rejects.toThrow('does not exist');
  });

  it('lets browsers read the bucket as its rules have it', async () => {
    const runner = await start({ Bucket: bucket, ...mirror });
    await put(runner, 'anything');
    const url = `${await s3Endpoint(runner)}/objects/key`;

    const fromBrowser = await fetch(url, { headers: { Origin: 'https://example.org' } });
    const fromElsewhere = await fetch(url);

    expect(fromBrowser.headers.get('access-control-allow-origin')).toBe('*');
    expect(fromBrowser.headers.get('access-control-expose-headers')).toBe('ETag');
    expect(fromElsewhere.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('takes another template without losing its address or its warm instances', async () => {
    let resources: Record<string, object> = mirror;
    const runner = await startRunner({
      dataDir,
      log: 'silent',
      assemble: (synthesis) => smallApp(resources)(synthesis),
    });
    runners.push(runner);
    const before = await mirrored(runner);

    resources = { ...mirror, Slow: lambda('slow'), ...route('GET /slow', 'Slow') };
    await runner.reload();

    expect((await fetch(`${runner.url}/slow`)).status).toBe(200);
    expect((await mirrored(runner)).pid).toBe(before.pid);
  });

  it('stays as it was when another template is beyond it', async () => {
    let resources: Record<string, object> = mirror;
    const runner = await startRunner({
      dataDir,
      log: 'silent',
      assemble: (synthesis) => smallApp(resources)(synthesis),
    });
    runners.push(runner);

    resources = { Stream: resource('AWS::Kinesis::Stream') };
    const reload = runner.reload();

    await expect(reload).rejects.toThrow(
      'The runner does not know the resource type AWS::Kinesis::Stream (Small/Stream).',
    );
    expect((await fetch(`${runner.url}/mirror`)).status).toBe(200);
  });
});

describe('a synthesis', () => {
  it('names the secret of callbacks that it has no value for', async () => {
    const { complaints } = await assemble({
      processes: resolve('test/processes/ledger.ts'),
      config: { callbackSecret: 'signing' },
      outdir: join(dataDir, 'cloud-assembly'),
      parameters: join(dataDir, 'no such file'),
    });

    expect(complaints).toEqual([expect.stringMatching(/^The setting callbackSecret: signing has no value/)]);
  });
});

describe('a runner stops with a sentence', () => {
  it('when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };

    await expect(start(mirror, { port })).rejects.toThrow(
      `Port ${port} is in use: stop what listens there, or set PORT to another one.`,
    );
    server.close();
  });

  it('when another runner uses its data', async () => {
    await start(mirror);

    await expect(start(mirror)).rejects.toThrow(
      `Another runner is using the data in ${dataDir}: stop it, or set DATA_DIR to another folder.`,
    );
  });

  it('when its lock is something else', async () => {
    writeFileSync(join(dataDir, 'lock.sqlite'), 'not a database'.repeat(1000));

    await expect(start(mirror)).rejects.toThrow(
      `The lock ${join(dataDir, 'lock.sqlite')} cannot be used: remove it.`,
    );
  });

  it('when its folder is a file', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');

    await expect(start(mirror, { dataDir: file })).rejects.toThrow(
      `Data cannot be kept in ${file}: set DATA_DIR to a folder that can be written to.`,
    );
  });

  it('when its data cannot be read, until it starts afresh', async () => {
    const runner = await start(mirror);
    await runner.stop();
    writeFileSync(join(dataDir, 'stores', 'table.sqlite'), 'not a database'.repeat(1000));

    await expect(start(mirror)).rejects.toThrow(/^The table's data in .* cannot be read: start with --fresh/);
    await start(mirror, { fresh: true });
  });

  it('when the table that it keeps is laid out otherwise', async () => {
    const table = (key: string) => ({
      Table: resource('AWS::DynamoDB::GlobalTable', {
        TableName: 'table',
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      }),
    });
    const runner = await start(table('pk'));
    await runner.stop();

    await expect(start(table('id'))).rejects.toThrow(
      'The table table is laid out differently from the template: start with --fresh.',
    );
  });

  it('when a route leads to no function of the template', async () => {
    const elsewhere = { ...mirror, Mirror: lambda('mirror', { FunctionName: { Ref: 'AWS::NoValue' } }) };
    const broken = {
      ...elsewhere,
      MirrorIntegration: resource('AWS::ApiGatewayV2::Integration', {
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: 'arn:aws:lambda:us-east-1:000000000000:function:nobody',
        PayloadFormatVersion: '1.0',
      }),
    };

    await expect(start(broken)).rejects.toThrow('The template has no function nobody.');
  });
});

async function start(
  resources: Record<string, object>,
  options: Partial<RunnerOptions> = {},
): Promise<Runner> {
  const runner = await startRunner({ dataDir, log: 'silent', assemble: smallApp(resources), ...options });
  runners.push(runner);
  return runner;
}

async function mirrored(runner: Runner): Promise<{ pid: number; environment: Record<string, string> }> {
  const response = await fetch(`${runner.url}/mirror`);
  return (await response.json()) as { pid: number; environment: Record<string, string> };
}

async function s3Endpoint(runner: Runner): Promise<string> {
  return (await mirrored(runner)).environment.AWS_ENDPOINT_URL_S3 ?? '';
}

async function s3(runner: Runner): Promise<S3Client> {
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  return new S3Client({
    endpoint: await s3Endpoint(runner),
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
  });
}

async function put(runner: Runner, Body: string): Promise<void> {
  await (await s3(runner)).send(new PutObjectCommand({ Bucket: 'objects', Key: 'key', Body }));
}

async function get(runner: Runner): Promise<string | undefined> {
  const { Body } = await (await s3(runner)).send(new GetObjectCommand({ Bucket: 'objects', Key: 'key' }));
  return Body?.transformToString();
}
