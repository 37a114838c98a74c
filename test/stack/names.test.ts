import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '#lib/stack/config.ts';
import { type Json, readable, type Synthesised, synthesised } from './synthesised.ts';

/** All that gives a resource a name of one's own, which the account has once, by gateway and by what is watched. */
const kinds: readonly Partial<Config>[] = [
  { gateway: 'HttpApi', alarmEmail: 'operator@example.org', tracing: true },
  { gateway: 'RestApi' },
];

/** Names that are not the account's: of a thing within another, or said only to people. */
const within = new Set(['AttributeName', 'DisplayName', 'IndexName', 'PolicyName', 'StageName']);

describe.each(kinds)('two stages in one account, $gateway', (config) => {
  let dev: readonly string[];
  let other: readonly string[];
  beforeAll(async () => {
    dev = namesIn(await synthesised('one', { ...config, stage: 'dev' }));
    other = namesIn(await synthesised('one', { ...config, stage: 'dev-2' }));
  });

  it('share no physical name', () => {
    expect(dev.filter((name) => other.includes(name))).toEqual([]);
    expect(other).toHaveLength(dev.length);
  });

  it('have those that the stack chooses: of the process, the alarms, the dashboard and the API', () => {
    const of = (type: string) => dev.filter((name) => name.startsWith(`${type} `));

    expect(of('AWS::Lambda::Function')).toEqual(['AWS::Lambda::Function dev-process-first']);
    expect(of('AWS::SQS::Queue')).toEqual(['AWS::SQS::Queue dev-process-first']);
    expect(of('AWS::CloudWatch::Alarm')).toHaveLength(9);
    expect(of('AWS::CloudWatch::Dashboard')).toHaveLength(1);
    expect(dev.filter((name) => /^AWS::ApiGateway(V2::Api|::RestApi) /.test(name))).toHaveLength(1);
  });
});

/** Each as type and name. */
function namesIn({ parent, processes }: Synthesised): readonly string[] {
  return [parent, ...processes.values()].flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ Type, Properties = {} }) =>
      Object.entries(Properties)
        .filter(([property, value]) => /Name$/.test(property) && !within.has(property) && isChosen(value))
        .map(([, value]) => `${Type} ${readable(value)}`),
    ),
  );
}

/** What only refers to another resource is a name of CloudFormation's own. */
function isChosen(value: Json | string): boolean {
  return typeof value === 'string' || value['Fn::Join'] !== undefined;
}
