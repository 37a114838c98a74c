import { describe, expect, it } from 'vitest';
import { all, functionsOf, synthesised } from './synthesised.ts';

const xray = [
  {
    Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    Effect: 'Allow',
    Resource: '*',
  },
];

describe('X-Ray', () => {
  it.each([
    ['follows no request', false, 0, undefined],
    [
      'follows every function where the settings say so, each with the grant that it takes',
      true,
      1,
      'Active',
    ],
  ])('%s', async (_, tracing, grants, mode) => {
    const app = await synthesised('one', { tracing });

    for (const { name, properties, role } of functionsOf(app).values()) {
      const statements = [...(role.Policies?.[0]?.PolicyDocument?.Statement ?? [])];
      const granted = statements.filter(({ Action }) => JSON.stringify(Action).includes('xray'));

      expect(granted, name).toEqual(xray.slice(0, grants));
      expect(properties.TracingConfig?.Mode, name).toBe(mode);
    }
    expect(
      [app.parent, ...app.processes.values()].flatMap((template) => all(template, 'AWS::IAM::Policy')),
    ).toEqual([]);
  });

  it.each([true, false])('follows the stage of a REST API too: %s', async (tracing) => {
    const { parent } = await synthesised('one', { tracing, gateway: 'RestApi' });

    expect(all(parent, 'AWS::ApiGateway::Stage')[0]?.Properties.TracingEnabled).toBe(tracing);
  });
});
