import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toConfig } from '#lib/stack/config.ts';

const page = readFileSync('docs/deploy.md', 'utf8');
const json = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text));

it('the cdk.json of docs/deploy.md holds settings as they may be', () => {
  const [{ context }] = json;

  expect(toConfig(context)).toMatchObject({ region: 'eu-central-1', retentionDays: 90 });
});

it('the policies of docs/deploy.md allow something', () => {
  const policies = json.filter(({ Version }) => Version === '2012-10-17');

  expect(policies).toHaveLength(2);
  for (const { Statement } of policies) {
    for (const statement of Statement) expect(statement).toMatchObject({ Effect: 'Allow' });
  }
});
