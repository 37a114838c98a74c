import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/ogc/operations.ts';
import { routesOf } from './gateways.ts';
import { all, type Synthesised, synthesised } from './synthesised.ts';

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('one');
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
