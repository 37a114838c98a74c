import { describe, expect, it, test } from 'vitest';
import { anAccount, refusing } from '#test/fakes/account.ts';
import type { Account } from '../../../bin/account.ts';
import { readCdkOptions } from '../../../bin/cdk-options.ts';
import { checkDeployment } from '../../../bin/check-deployment.ts';
import { preflight } from '../../../bin/preflight.ts';

interface Situation {
  readonly args?: readonly string[];
  readonly region?: string | undefined;
  readonly account?: Partial<Account>;
  readonly env?: Readonly<Record<string, string>>;
}

function look({ args = [], account = {}, env = {}, ...rest }: Situation = {}) {
  return preflight({
    options: readCdkOptions(args),
    region: 'region' in rest ? rest.region : 'eu-central-1',
    env,
    accountIn: () => anAccount(account),
    check: checkDeployment,
    processes: false,
  });
}

const set = (...settings: string[]) => settings.flatMap((setting) => ['-c', setting]);
const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b';
const reserve = (environments: number) =>
  set(`processes={"buffer":{"reservedConcurrency":${environments}},"echo":{"memory":256}}`);
const quota =
  'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region eu-central-1';
const events =
  'aws cloudformation describe-stack-events --stack-name serverless-processes-dev --region eu-central-1';

describe('before a deployment', () => {
  it('nothing is said of an account that is ready', async () => {
    const { target, problems, notes } = await look({ args: set('stage=prod') });

    expect({ problems, notes }).toEqual({ problems: [], notes: [] });
    expect(target).toMatchObject({
      accountID: '123456789012',
      region: 'eu-central-1',
      config: { stage: 'prod', removalPolicy: 'retain' },
    });
  });

  it('independent problems are said all at once', async () => {
    const { problems } = await look({
      args: set('stage=Prod!'),
      region: undefined,
      account: { id: refusing('CredentialsProviderError') },
    });

    expect(problems).toEqual([
      expect.stringMatching(/^The setting stage must be/),
      expect.stringMatching(/^It is not known which region is meant/),
      expect.stringMatching(/^There are no AWS credentials/),
    ]);
  });

  it('everything that is wrong in the account is said at once', async () => {
    const { problems } = await look({
      args: reserve(10),
      account: {
        bootstrapVersion: async () => undefined,
        concurrency: async () => ({ limit: 10, unreserved: 10 }),
        stackStatus: async () => 'DELETE_FAILED',
      },
    });

    expect(problems).toHaveLength(3);
  });

  it('the account of another region than the one that is meant is not looked at', async () => {
    const { problems } = await look({
      args: set('region=eu-west-1'),
      account: { bootstrapVersion: async () => undefined },
    });

    expect(problems).toEqual([
      'The setting region is eu-west-1, and the region in force is eu-central-1: set AWS_REGION=eu-west-1, or change the setting.',
    ]);
  });

  it('the setting region is where it goes, if nothing else names one', async () => {
    const { target, problems } = await look({ args: set('region=eu-west-1'), region: undefined });

    expect(problems).toEqual([]);
    expect(target?.region).toBe('eu-west-1');
  });
});

describe('before a deployment it is refused, with the command that helps:', () => {
  test.each<[string, Situation, string]>([
    [
      'no region',
      { region: undefined },
      'It is not known which region is meant: set AWS_REGION, such as AWS_REGION=eu-central-1, or the setting region in cdk.json.',
    ],
    [
      'a certificate in another region',
      { args: set('domainName=processes.example.org', `certificateArn=${certificate}`) },
      'The certificate of the setting certificateArn is in us-east-1, and the gateway in eu-central-1 can only use one from there: request one with `aws acm request-certificate --validation-method DNS --region eu-central-1 --domain-name …`.',
    ],
    [
      'no credentials',
      { account: { id: refusing('CredentialsProviderError') } },
      'There are no AWS credentials: log in by `aws login` or `aws sso login`, or set AWS_PROFILE to a profile that `aws configure` has made.',
    ],
    [
      'a profile without credentials',
      {
        account: { id: refusing('CredentialsProviderError', 'Could not load credentials.') },
        env: { AWS_PROFILE: 'ours' },
      },
      'The profile ours gives no AWS credentials (Could not load credentials): make it with `aws configure --profile ours`, or name another one.',
    ],
    [
      'expired credentials',
      { account: { id: refusing('ExpiredTokenException') } },
      'The AWS credentials have expired: log in again, such as by `aws sso login`.',
    ],
    [
      'an expired session',
      { account: { id: refusing('CredentialsProviderError', 'The SSO session has expired.') } },
      'The AWS credentials have expired: log in again, such as by `aws sso login`.',
    ],
    [
      'credentials that AWS does not take',
      { account: { id: refusing('InvalidClientTokenId') } },
      'AWS does not take these credentials in eu-central-1 (InvalidClientTokenId): log in again, and see by `aws account list-regions` that the account uses that region.',
    ],
    [
      'a region that does not exist',
      { region: 'eu-centrl-1', account: { id: refusing('Error', 'No.', 'ENOTFOUND') } },
      'There is no region eu-centrl-1; did you mean eu-central-1? Set AWS_REGION to one such as eu-central-1.',
    ],
    [
      'a region that is like no other',
      { region: 'nowhere', account: { id: refusing('Error', 'No.', 'ENOTFOUND') } },
      'There is no region nowhere. Set AWS_REGION to one such as eu-central-1.',
    ],
    [
      'no network',
      { account: { id: refusing('Error', 'No.', 'ENOTFOUND') } },
      'AWS cannot be reached in eu-central-1 (ENOTFOUND): check the network and its proxy.',
    ],
    [
      'no emulator',
      {
        account: { id: refusing('Error', 'No.', 'ECONNREFUSED') },
        env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      },
      'Nothing answers at AWS_ENDPOINT_URL, which is http://127.0.0.1:9 (ECONNREFUSED): start what should be there, or unset it.',
    ],
    [
      'an account that is not bootstrapped',
      { account: { bootstrapVersion: async () => undefined } },
      'The account 123456789012 is not prepared for the CDK in eu-central-1: run `npx cdk bootstrap aws://123456789012/eu-central-1 --output cdk.bootstrap.out` once.',
    ],
    [
      'an account that was bootstrapped long ago',
      { account: { bootstrapVersion: async () => 5 } },
      'The account 123456789012 was prepared for the CDK in eu-central-1 by an old version (5, and 6 is needed): run `npx cdk bootstrap aws://123456789012/eu-central-1 --output cdk.bootstrap.out` again.',
    ],
    [
      'reservations that leave too little',
      { args: reserve(901) },
      `The setting processes reserves 901 for buffer of the functions that may run at once in eu-central-1, and 900 in all can be reserved, for 100 must stay free: lower reservedConcurrency, or ask for more with \`${quota}\`.`,
    ],
    [
      'any reservation in a new account',
      { args: reserve(1), account: { concurrency: async () => ({ limit: 10, unreserved: 10 }) } },
      `The setting processes reserves 1 for buffer of the functions that may run at once in eu-central-1, and 0 in all can be reserved, for 100 must stay free: lower reservedConcurrency, or ask for more with \`${quota}\`.`,
    ],
    [
      'a stack that was never made as a whole',
      { account: { stackStatus: async () => 'ROLLBACK_COMPLETE' } },
      `The stack serverless-processes-dev was never made as a whole (ROLLBACK_COMPLETE): read why with \`${events}\`, delete it with \`npm run destroy -- -c stage=dev\`, and deploy again.`,
    ],
    [
      'a stack that could not be deleted',
      { account: { stackStatus: async () => 'DELETE_FAILED' } },
      `The stack serverless-processes-dev could not be deleted as a whole (DELETE_FAILED): read why with \`${events}\`, then repeat \`npm run destroy -- -c stage=dev\`.`,
    ],
    [
      'an update that could not be taken back',
      { account: { stackStatus: async () => 'UPDATE_ROLLBACK_FAILED' } },
      `The last update of the stack serverless-processes-dev could not be taken back (UPDATE_ROLLBACK_FAILED): read why with \`${events}\`, then go on with \`aws cloudformation continue-update-rollback --stack-name serverless-processes-dev --region eu-central-1\`.`,
    ],
    [
      'a stack that is being changed',
      { account: { stackStatus: async () => 'UPDATE_IN_PROGRESS' } },
      "The stack serverless-processes-dev is being changed right now (UPDATE_IN_PROGRESS): wait until `aws cloudformation describe-stacks --stack-name serverless-processes-dev --region eu-central-1 --query 'Stacks[0].StackStatus'` says that it is not.",
    ],
    [
      'anything else that AWS says no to',
      { account: { stackStatus: refusing('Throttling', 'Rate exceeded') } },
      'Rate exceeded.',
    ],
  ])('%s', async (_, situation, sentence) => {
    const { problems } = await look(situation);

    expect(problems).toEqual([sentence]);
  });
});

describe('before a deployment it is not refused:', () => {
  test.each(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'])(
    'a stack that is %s',
    async (status) => {
      const { problems } = await look({ account: { stackStatus: async () => status } });

      expect(problems).toEqual([]);
    },
  );

  test('what its own functions have reserved already', async () => {
    const reserved: string[] = [];
    const { problems } = await look({
      args: [...set('stage=prod'), ...reserve(900)],
      account: {
        concurrency: async () => ({ limit: 1000, unreserved: 100 }),
        reserved: async (name) => {
          reserved.push(name);
          return 900;
        },
      },
    });

    expect(problems).toEqual([]);
    expect(reserved).toEqual(['prod-process-buffer']);
  });

  test('an account that is small, but it is noted', async () => {
    const { problems, notes } = await look({
      account: { concurrency: async () => ({ limit: 10, unreserved: 10 }) },
    });

    expect(problems).toEqual([]);
    expect(notes).toEqual([
      `The account 123456789012 may run 10 functions at once in eu-central-1, of which a synchronous execution takes two: ask for more with \`${quota}\`.`,
    ]);
  });

  test('credentials that may deploy but not look, which is noted', async () => {
    const { problems, notes } = await look({
      account: {
        bootstrapVersion: refusing('AccessDeniedException'),
        concurrency: refusing('AccessDeniedException'),
        stackStatus: refusing('AccessDenied'),
      },
    });

    expect(problems).toEqual([]);
    expect(notes).toEqual([
      'These credentials may not read the version of the bootstrap stack, which was not checked.',
      'These credentials may not read how many functions may run at once, which was not checked.',
      'These credentials may not read the state of the stack, which was not checked.',
    ]);
  });
});
