import { describe, expect, it } from 'vitest';
import { type Config, toConfig } from '#lib/stack/config.ts';
import { bundled, synthesised } from './synthesised.ts';

const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/1a2b';

describe('the settings', () => {
  it('have a default each', () => {
    const config = toConfig({});

    expect(config).toMatchObject({
      stage: 'dev',
      retentionDays: 365,
      cacheHours: 48,
      syncWait: 10,
      syncWaitMaximum: 25,
      bodyLimit: 1_048_576,
      leaseSeconds: 60,
      referenceHttp: false,
      referenceOrigins: [],
      gateway: 'HttpApi',
      removalPolicy: 'destroy',
    });
  });

  it.each(['a', 'dev-2', 'processes', 'dev-processing', 'reprocess', 'a-stage-of-20-chars1'])(
    'let a stage be called %s',
    (stage) => {
      expect(toConfig({ stage }).stage).toBe(stage);
    },
  );

  it.each([
    'dev-process-x',
    'dev-process',
    'process',
    'process-2',
    'dev-',
    'dev--2',
    '-dev',
    '2',
    'a-stage-of-21-chars12',
  ])('let no stage be called %s, whose names could be taken for those of another', (stage) => {
    expect(sentencesOf({ stage })).toHaveLength(1);
  });

  it('keep table and bucket of every stage but dev', () => {
    expect(toConfig({ stage: 'prod' }).removalPolicy).toBe('retain');
    expect(toConfig({ stage: 'prod', removalPolicy: 'destroy' }).removalPolicy).toBe('destroy');
  });

  it('take the custom domain for the public URL, unless another is named', () => {
    const domain = { domainName: 'processes.example.org', certificateArn: certificate };

    expect(toConfig(domain).publicUrl).toBe('https://processes.example.org');
    expect(toConfig({ ...domain, publicUrl: 'https://cdn.example' }).publicUrl).toBe('https://cdn.example');
  });

  it('change single processes, as an object or as JSON', () => {
    const processes = {
      buffer: { memory: 1024, vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] } },
    };

    expect(toConfig({ processes }).processes).toEqual(processes);
    expect(toConfig({ processes: JSON.stringify(processes) }).processes).toEqual(processes);
    expect(sentencesOf({ processes: { buffer: { memory: 64 } } })).toEqual([
      expect.stringMatching(
        /^The setting processes must be an object by processID .*, not \{"buffer":\{"memory":64\}\}: see buffer\.memory\.$/,
      ),
    ]);
  });

  it('name each wrong member of a single process, also one that does not exist', () => {
    const processes = {
      buffer: { memroy: 64 },
      echo: { vpc: { subnetIds: [], securityGroupIds: ['sg-1'] } },
    };

    for (const given of [processes, JSON.stringify(processes)]) {
      expect(sentencesOf({ processes: given })).toEqual([
        expect.stringMatching(
          /^The setting processes must be .*: see buffer\.memroy, echo\.vpc\.subnetIds\.$/,
        ),
      ]);
    }
  });

  it('are read from text, as the command line gives them', () => {
    const config = toConfig({
      stage: 'prod',
      retentionDays: '30',
      referenceHttp: 'true',
      corsOrigins: 'https://a.example,https://b.example',
      logRetentionDays: '7',
    });

    expect(config).toMatchObject({
      stage: 'prod',
      retentionDays: 30,
      referenceHttp: true,
      corsOrigins: ['https://a.example', 'https://b.example'],
      logRetentionDays: 7,
    });
  });

  it('leave the names of CDK itself alone', () => {
    const context = {
      '@aws-cdk/core:newStyle': true,
      'aws:cdk:version-reporting': true,
      'cli-telemetry': false,
    };

    expect(toConfig(context)).toEqual(toConfig({}));
  });

  it('give way to overrides', () => {
    expect(toConfig({ stage: 'prod', title: 'Ours' }, { stage: 'local' })).toMatchObject({
      stage: 'local',
      title: 'Ours',
    });
  });

  it('say every problem at once, each in a sentence with the value', () => {
    const wrong = {
      stage: 'Prod!',
      retentionDays: '0',
      logRetentionDays: '2',
      referenceHttp: 'yes',
      stgae: 'x',
    };

    expect(sentencesOf(wrong)).toEqual([
      'The setting stage must be at most 20 small letters, digits and single dashes between them, a letter first, and no part of it `process`, not "Prod!".',
      'The setting retentionDays must be a whole number from 1 to 3650, not "0".',
      'The setting referenceHttp must be true or false, not "yes".',
      expect.stringMatching(/^The setting logRetentionDays must be one of 1, 3, .*, not "2"\.$/),
      'There is no setting stgae; did you mean stage?',
    ]);
  });

  it('are asked for by the name that was meant, where one is close', () => {
    expect(sentencesOf({ retentionDys: 30 })).toEqual([
      'There is no setting retentionDys; did you mean retentionDays?',
    ]);
  });

  it('must not contradict each other', () => {
    const wrong = {
      syncWait: 20,
      syncWaitMaximum: 15,
      heartbeatSeconds: 40,
      cacheHours: 100,
      cacheHoursMaximum: 50,
    };

    expect(sentencesOf({ domainName: 'processes.example.org' })).toEqual([
      'The setting domainName needs certificateArn.',
    ]);
    expect(sentencesOf({ certificateArn: certificate })).toEqual([
      'The settings certificateArn and hostedZoneId need domainName.',
    ]);
    expect(sentencesOf({ concurrency: 1 })).toEqual([
      'The setting concurrency must be 0 for no bound, or 2 at least, not 1.',
    ]);
    for (const callbackRetries of [Array(13).fill('60'), ['432000', '1']]) {
      expect(sentencesOf({ callbackRetries })).toEqual([
        'The setting callbackRetries must have 12 numbers at most, which come to 5 days (432000) at most.',
      ]);
    }
    expect(sentencesOf(wrong)).toEqual([
      'The setting syncWait (20) must not exceed syncWaitMaximum (15).',
      'The setting cacheHours (100) must not exceed cacheHoursMaximum (50).',
      'The setting heartbeatSeconds (40) must be half of leaseSeconds (60) at most.',
    ]);
  });

  it('bound active jobs where callers are told apart', () => {
    const jwt = { identity: 'jwt', issuer: 'https://a.example/', audience: 'one,two' };

    expect(toConfig({})).toMatchObject({ identity: 'open', activeJobs: 0, publicDiscovery: true });
    expect(toConfig(jwt)).toMatchObject({ ...jwt, audience: ['one', 'two'], activeJobs: 1000 });
    expect(toConfig({ ...jwt, activeJobs: '0' }).activeJobs).toBe(0);
  });

  const jwt = { identity: 'jwt', issuer: 'https://issuer.example', audience: 'processes' };
  it.each([
    [{ identity: 'jwt', audience: 'a' }, 'The setting identity jwt needs issuer.'],
    [
      { identity: 'jwt', issuer: 'https://a.example' },
      'The setting identity jwt needs audience: without it tokens for any other service would count here.',
    ],
    [{ issuer: 'https://a.example' }, 'The setting issuer needs identity jwt.'],
    [
      { identity: 'iam', issuer: 'https://a.example', operatorClaim: 'a', operatorValue: 'b' },
      'The settings issuer, operatorClaim, operatorValue need identity jwt.',
    ],
    [{ identity: 'iam', subjectClaim: 'email' }, 'The setting subjectClaim needs identity jwt.'],
    [
      { ...jwt, jwksUrl: 'https://a.example/keys' },
      'The setting jwksUrl needs gateway RestApi: an HttpApi finds the keys by the issuer alone.',
    ],
    [{ ...jwt, operatorClaim: 'groups' }, 'The settings operatorClaim and operatorValue need each other.'],
    [{ ...jwt, operatorValue: 'ops' }, 'The settings operatorClaim and operatorValue need each other.'],
    [
      { ...jwt, operatorArns: 'arn:aws:iam::123456789012:user/ann' },
      'The setting operatorArns needs identity iam.',
    ],
    [{ publicDiscovery: false }, 'The setting publicDiscovery false needs identity jwt or iam.'],
    [
      { activeJobs: 5 },
      'The setting activeJobs needs identity jwt or iam: where identity is open, all jobs are of one owner.',
    ],
    [
      { ...jwt, issuer: 'http://a.example' },
      'The setting issuer must be an https URL without query, as `iss` in tokens has it, not "http://a.example".',
    ],
  ])('tell callers apart in one way only: %j', (wrong, sentence) => {
    expect(sentencesOf(wrong)).toEqual([sentence]);
  });

  it.each([
    { ...jwt, gateway: 'RestApi', jwksUrl: 'https://a.example/keys' },
    { ...jwt, operatorClaim: 'cognito:groups', operatorValue: 'ops', publicDiscovery: 'false' },
    { identity: 'iam', operatorArns: 'arn:aws:sts::123456789012:assumed-role/Ops', activeJobs: '10' },
  ])('may be %j', (right) => {
    expect(sentencesOf(right)).toEqual([]);
  });

  it.each([
    { publicUrl: 'https://example.org/' },
    { publicUrl: 'example.org' },
    { corsOrigins: ['example.org'] },
    { referenceOrigins: ['http://127.0.0.1:8080/path'] },
    { referenceOrigins: ['https://Data.internal'] },
    { referenceOrigins: ['https://data.internal:443'] },
    { referenceOrigins: ['http://data.internal:80'] },
    { callbackOrigins: ['https://me@events.internal'] },
    { syncWaitMaximum: 26 },
    { bodyLimit: 10_000_000 },
    { region: 'europe' },
    { domainName: 'https://example.org', certificateArn: certificate },
    { alarmEmail: 'nobody' },
    { tags: ['team'] },
    { identity: 'iam', operatorArns: ['arn:aws:iam::123456789012:role/Operators'] },
  ] satisfies Partial<Config>[])('refuse $0', (wrong) => {
    expect(sentencesOf(wrong)).toHaveLength(1);
  });
});

describe('synthesis stops with a sentence', () => {
  it('at a wrong setting', async () => {
    await expect(synthesised('one', { retentionDays: 0 })).rejects.toThrow(
      'The setting retentionDays must be a whole number from 1 to 3650, not 0.',
    );
  });

  it('at a process whose results would be cached for longer than they are kept', async () => {
    await expect(synthesised('too-long')).rejects.toThrow(
      'Process first: `cache.ttl` is 744 hours. Lower it to the setting cacheHoursMaximum (720), or raise that.',
    );
  });

  it('at a list of processes that cannot be loaded', async () => {
    await expect(synthesised('unlucky')).rejects.toThrow(
      'test/stack/apps/unlucky.ts cannot be loaded: No luck (test/stack/apps/unlucky.ts:2).',
    );
  });

  it('at a file that a process names and that is not there', async () => {
    await expect(bundled('missing-file')).rejects.toThrow(
      'Process first: `bundle.files` names ./nowhere.csv, which does not exist.',
    );
  });
});

function sentencesOf(context: Readonly<Record<string, unknown>>): string[] {
  try {
    toConfig(context);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}
