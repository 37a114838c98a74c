import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/ogc/operations.ts';
import { routesOf } from './gateways.ts';
import { all, readable, type Synthesised, synthesised } from './synthesised.ts';

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('one', { throttleRate: 7, throttleBurst: 9, logRetentionDays: 3 });
});

describe('the routes of an HTTP API', () => {
  it('are those of the operations, GET also as HEAD, each also with a slash at its end', () => {
    const expected = Object.values(operations).flatMap(({ method, path }) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).flatMap((each) =>
        path === '/' ? [`${each} /`] : [`${each} ${path}`, `${each} ${path}/`],
      ),
    );

    expect(Object.keys(routesOf(app.parent)).toSorted()).toEqual([...expected, '$default'].toSorted());
  });

  it('lead to the function that is named like the operation, in payload format 1.0', () => {
    const versions = all(app.parent, 'AWS::ApiGatewayV2::Integration').map(({ Properties }) =>
      String(Properties.PayloadFormatVersion),
    );

    expect(routesOf(app.parent)).toMatchObject({
      'GET /': '{getlandingpageFunction}',
      'HEAD /jobs/{jobID}': '{getstatusFunction}',
      'POST /processes/{processID}/execution/': '{executeFunction}',
      'DELETE /jobs/{jobID}': '{dismissFunction}',
      $default: '{notfoundFunction}',
    });
    expect(new Set(versions)).toEqual(new Set(['1.0']));
  });
});

describe('the stage of an HTTP API', () => {
  const stage = () => all(app.parent, 'AWS::ApiGatewayV2::Stage')[0]?.Properties;

  it('lets no more requests through than the settings say', () => {
    expect(stage()).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
    });
  });

  it('logs each request to a group of its own that forgets, and not who sent it', () => {
    const settings = stage()?.AccessLogSettings;
    const format = String(settings?.Format);
    const group = all(app.parent, 'AWS::Logs::LogGroup').find(({ Properties }) => Properties.LogGroupName);

    expect(readable(settings?.DestinationArn)).toBe('{HttpApiLog}');
    expect(Object.keys(JSON.parse(format))).toEqual([
      'requestId',
      'routeKey',
      'status',
      'responseLength',
      'latency',
    ]);
    expect(format).not.toMatch(/identity|ip|path|header/i);
    expect(group).toMatchObject({
      Properties: { LogGroupName: '/aws/vendedlogs/serverless-processes-dev-requests', RetentionInDays: 3 },
      DeletionPolicy: 'Delete',
    });
  });
});
