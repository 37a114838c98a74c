/** The commands of operators, run as an operator runs them, on a runner of their own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newJobs } from '#lib/aws/new-jobs.ts';
import type { Job } from '#lib/job/job.ts';
import { type Announcement, announced } from '#localstack/announcement.ts';
import { credentials } from '#localstack/stand-ins.ts';
import { type Client, clientOf } from '#test/e2e/http-client.ts';
import { aJob } from '#test/fakes/builders.ts';
import { type Command, start } from '#test/local/setup/command.ts';
import { type CloudFormationStandIn, startCloudFormation } from '#test/stand-ins/cloud-formation.ts';
import { metricsIn } from '#test/unit/embedded-metrics.ts';

const run = promisify(execFile);
const dataDir = mkdtempSync(join(tmpdir(), 'operate-'));
let command: Command;
let api: Client;
let runner: Announcement;

beforeAll(async () => {
  command = await start([], { PORT: '0', DATA_DIR: dataDir, LOG: 'silent' });
  api = clientOf(command.url);
  runner = announced(dataDir) ?? (await Promise.reject(new Error('The runner is not announced.')));
});
afterAll(async () => {
  await command?.end('SIGTERM');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

describe('npm run jobs', () => {
  it('lists the jobs that fit, newest first, and shows one with the command that finds its log', async () => {
    const failed = await submitInVain();
    const successful = await submit('echo', { stringInput: 'Hello' });

    const all = await operator('npm run --silent jobs');
    const some = await operator('npm run --silent jobs -- --status failed --since 1d');
    const one = await operator(`npm run --silent jobs -- ${failed}`);

    expect(all.stderr).toBe(`Jobs of the runner at ${command.url}\n`);
    expect(jobIDsIn(all.stdout)).toEqual([successful, failed]);
    expect(jobIDsIn(some.stdout)).toEqual([failed]);
    expect(some.stdout).toMatch(/failed +\S+Z +[\d.]+ s +The input `points`/);
    expect(one.stdout).toMatch(/^status +failed$/m);

    const logs = await run('sh', ['-c', one.stdout.trim().split('\n').at(-1) ?? '']);
    expect(logs.stdout).toMatch(new RegExp(`"message":"job".*"jobID":"${failed}","status":"failed"`));
  });

  it('says when it found none, and refuses what it does not know', async () => {
    const none = await operator('npm run --silent jobs -- --status dismissed');

    expect(none.stdout).toMatch(/^No job fits of those created since \d{4}-/);
    await expect(operator('npm run --silent jobs -- no-such-job')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no job no-such-job in the runner at'),
    });
    await expect(operator('npm run --silent jobs -- --status done')).rejects.toMatchObject({
      stderr: '--status is "done", and must be one of accepted, running, successful, failed, dismissed.\n',
    });
  });
});

describe('npm run redrive', () => {
  it('sends a job now whose message was lost, and leaves a failed one as it is', async () => {
    const failed = await submitInVain();
    const before = await api.json(`/jobs/${failed}`);
    const waiting = await lose({ processID: 'echo' }, { stringInput: 'Hello' });

    const { stdout } = await operator('npm run --silent redrive');

    expect(stdout).toContain(`Sent again: ${waiting} of echo`);
    expect(stdout).toMatch(/^1 job sent again\.$/m);
    expect(await api.ended(`${command.url}/jobs/${waiting}`)).toMatchObject({ status: 'successful' });
    expect(await api.json(`/jobs/${failed}`)).toEqual(before);
    expect((await operator('npm run --silent redrive')).stdout).toBe('No job was sent again.\n');
  });

  it('names the job that cannot be sent, because its process is gone', async () => {
    const stranded = await lose({ processID: 'gone' }, {});

    const { stdout } = await operator('npm run --silent redrive');

    expect(stdout).toContain(`Not sent: ${stranded} of gone`);
    expect(await api.json(`/jobs/${stranded}`)).toMatchObject({ status: 'accepted' });
  });
});

describe('npm run cache:purge', () => {
  it('makes the next identical request run the process again', async () => {
    const first = await cacheStatus([5.1, 52.1]);
    const second = await cacheStatus([5.1, 52.1]);

    const { stdout } = await operator('npm run --silent cache:purge -- buffer');

    const third = await cacheStatus([5.1, 52.1]);
    const fourth = await cacheStatus([5.1, 52.1]);
    expect(stdout).toMatch(/^Results that were cached until \S+Z count no more, of buffer\.\n$/);
    expect([first, third]).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('fwd=miss')));
    expect([second, fourth]).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('hit')));
  });
});

describe('an operator of a stack', () => {
  let cloudFormation: CloudFormationStandIn;
  beforeAll(async () => {
    cloudFormation = await startCloudFormation({
      name: 'serverless-processes-prod',
      outputs: runner.outputs,
    });
  });
  afterAll(() => cloudFormation?.stop());

  /** The runner's table and queues, found by the outputs of a stack. */
  const ofStack = (line: string) =>
    operatorIn(
      {
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
        AWS_ENDPOINT_URL_DYNAMODB: runner.endpoints.dynamodb,
        AWS_ENDPOINT_URL_SQS: runner.endpoints.sqs,
      },
      line,
    );

  it('finds it by its stage, and is told when there is none', async () => {
    const jobID = await submit('echo', { stringInput: 'Hello' });
    const { stdout, stderr } = await ofStack(`npm run --silent jobs -- ${jobID} --stage prod`);

    expect(stderr).toBe('Jobs of the stack serverless-processes-prod in eu-central-1\n');
    expect(stdout).toMatch(/^status +successful$/m);
    expect(stdout).toContain('--function-name local-process-echo --query LoggingConfig.LogGroup');
    expect(stdout).toContain(`--filter-pattern '{ $.jobID = "${jobID}" }'`);
    await expect(ofStack('npm run --silent redrive -- --stage test')).rejects.toMatchObject({
      stderr:
        'There is no stack serverless-processes-test in eu-central-1: name another stage with --stage, set AWS_REGION, or deploy it with `npm run deploy`.\n',
    });
  });

  it('lists its jobs', async () => {
    const jobID = await submit('echo', { stringInput: 'Hello' });

    const { stdout, stderr } = await ofStack('npm run --silent jobs -- --status successful --stage prod');

    expect(stderr).toBe('Jobs of the stack serverless-processes-prod in eu-central-1\n');
    expect(jobIDsIn(stdout)).toContain(jobID);
  });

  it('redrives its jobs', async () => {
    const waiting = await lose({ processID: 'echo' }, { stringInput: 'Hello' });

    const { stdout } = await ofStack('npm run --silent redrive -- --stage prod');

    expect(stdout).toContain(`Sent again: ${waiting} of echo`);
    expect(await api.ended(`${command.url}/jobs/${waiting}`)).toMatchObject({ status: 'successful' });
  });

  it('purges its cache', async () => {
    await cacheStatus([6.1, 52.1]);
    const before = await cacheStatus([6.1, 52.1]);

    const { stderr } = await ofStack('npm run --silent cache:purge -- buffer --stage prod');

    expect(stderr).toBe('The cache of the stack serverless-processes-prod in eu-central-1\n');
    expect(before).toContain('hit');
    expect(await cacheStatus([6.1, 52.1])).toContain('fwd=miss');
  });
});

describe('the log', () => {
  it('has a metric in each event, as CloudWatch wants it', async () => {
    await submit('echo', { stringInput: 'Hello' });

    const events = readFileSync(runner.log, 'utf8')
      .split('\n')
      .map((line) => line.slice(line.indexOf('{')))
      .filter((line) => /^\{.*"message":"(request|job|sweep)"/.test(line));
    const metrics = events.map(metricsIn);

    expect(metrics.map(({ dimensions }) => dimensions)).toEqual(metrics.map(() => ({ stage: 'local' })));
    expect(new Set(metrics.flatMap(({ values }) => Object.keys(values)))).toEqual(
      new Set([
        ...['Requests', 'ServerErrors', 'ProcessErrors', 'ClientErrors', 'RequestMilliseconds'],
        ...['JobsSuccessful', 'JobsFailed', 'JobMilliseconds'],
        ...['Sweeps', 'JobsResent', 'JobsGivenUp', 'OldestWaitingSeconds'],
      ]),
    );
  });
});

describe('when the runner has stopped', () => {
  it('a command that needs it says so', async () => {
    await command.end('SIGTERM');

    await expect(operator('npm run --silent jobs -- --local')).rejects.toMatchObject({
      stderr: `No runner is using the data in ${dataDir}: start one with \`npm start\`, or set DATA_DIR to its folder.\n`,
    });
  });

  it('a command that finds no account either says both', async () => {
    const nowhere = { AWS_CONFIG_FILE: join(dataDir, 'none') };
    const line = 'env -u AWS_REGION -u AWS_DEFAULT_REGION npm run --silent jobs';

    await expect(operatorIn(nowhere, line)).rejects.toMatchObject({
      stderr:
        'There is no AWS region: set AWS_REGION, such as AWS_REGION=eu-central-1.\n' +
        'No runner is running here either: without an account, start one with `npm start`, and say --local.\n',
    });
  });
});

const operator = (line: string) => operatorIn({}, line);

/** Runs a command as it is typed; rejects with what it printed when it ends otherwise than well. */
function operatorIn(environment: Readonly<Record<string, string>>, line: string) {
  const env = { ...process.env, DATA_DIR: dataDir, ...environment };
  return run('sh', ['-c', line], { env });
}

/** Executes as a job and answers the jobID once it has ended. */
async function submit(processID: string, inputs: object): Promise<string> {
  const job = await api.submit(processID, { inputs });
  await api.ended(job);
  return job.split('/').at(-1) ?? '';
}

/** Whether the cache answered when this point was buffered. */
async function cacheStatus(coordinates: readonly number[]): Promise<string | null> {
  const inputs = { geometry: { type: 'Point', coordinates }, distance: 100 };
  return (await api.execute('buffer', { inputs })).headers.get('cache-status');
}

/** Executes as a job that fails, because what it refers to is not there. */
function submitInVain(): Promise<string> {
  return submit('hexagon-bins', { points: { href: `${command.url}/samples/none.geojson` }, resolution: 2 });
}

/** Makes a job of two minutes ago whose message was never sent. */
async function lose(members: Partial<Job>, inputs: Readonly<Record<string, unknown>>): Promise<string> {
  const client = new DynamoDBClient({
    region: 'us-east-1',
    credentials,
    endpoint: runner.endpoints.dynamodb,
  });
  const bucket = { name: 'none', objects: () => Promise.reject(new Error('The bucket is not needed.')) };
  const job = aJob({
    jobID: crypto.randomUUID(),
    created: new Date(Date.now() - 120_000).toISOString(),
    dueAt: Date.now() + 3_600_000,
    ...members,
  });
  await newJobs({ client, name: String(runner.outputs.TableName) }, bucket).create(job, { inputs });
  client.destroy();
  return job.jobID;
}

function jobIDsIn(table: string): string[] {
  return table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0] ?? '');
}
