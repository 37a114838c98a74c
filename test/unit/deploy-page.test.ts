import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toConfig } from '#lib/stack/config.ts';

const page = readFileSync('docs/deploy.md', 'utf8');
const json = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text));

it('the cdk.json of docs/deploy.md holds settings as they may be', () => {
  const [{ context }] = json;

  expect(toConfig(context)).toMatchObject({ region: 'eu-central-1', retentionDays: 90 });
});

it('the policy of docs/deploy.md allows what a deployment asks of the account, and no more', () => {
  const [deployer] = json.filter(({ Version }) => Version === '2012-10-17');
  const [roles, reading] = deployer.Statement;

  expect([roles, reading]).toMatchObject([
    { Effect: 'Allow', Action: 'sts:AssumeRole' },
    { Effect: 'Allow' },
  ]);
  expect([...reading.Action].sort()).toEqual(
    ['bin/account.ts', 'localstack/stack-resources.ts'].flatMap(actionsIn).sort(),
  );
});

it('the role of docs/deploy.md is for one repository and one branch', () => {
  const [, trust] = json.filter(({ Version }) => Version === '2012-10-17');

  expect(trust.Statement).toMatchObject([{ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity' }]);
  expect(trust.Statement[0].Condition.StringEquals).toMatchObject({
    'token.actions.githubusercontent.com:sub': expect.stringMatching(/^repo:[^*]+:ref:refs\/heads\/[^*]+$/),
  });
});

/** What a file asks of AWS by the commands that it imports, as IAM calls it. */
function actionsIn(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-(\w+)'/g);
  return [...imports].flatMap(([, names = '', service]) =>
    [...names.matchAll(/\b(\w+)Command\b|\bpaginate(\w+)/g)]
      .map(([, command, pages]) => `${service}:${command ?? pages}`)
      // Nobody needs a permission to be told who they are.
      .filter((action) => action !== 'sts:GetCallerIdentity'),
  );
}
