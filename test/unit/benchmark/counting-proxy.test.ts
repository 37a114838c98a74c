import { describe, expect, test } from 'vitest';
import { toCounted } from '#test/benchmark/counting-proxy.ts';

describe('a request is counted by what it asks for', () => {
  test('DynamoDB and SQS name the action in a header', () => {
    const asked = (target: string) =>
      toCounted('table', { method: 'POST', url: '/', headers: { 'x-amz-target': target } }).action;

    expect(asked('DynamoDB_20120810.GetItem')).toBe('GetItem');
    expect(asked('AmazonSQS.SendMessage')).toBe('SendMessage');
  });

  test.each([
    ['GET', '/bucket/key?x-id=GetObject', 'GetObject'],
    ['POST', '/bucket/?delete=', 'DeleteObjects'],
    ['HEAD', '/bucket/key', 'HEAD'],
  ])('S3 names it in the URL: %s %s', (method, url, action) => {
    expect(toCounted('bucket', { method, url, headers: {} }).action).toBe(action);
  });
});

describe('a request is counted for the function that sent it', () => {
  const callerOf = (agent: string) =>
    toCounted('table', { method: 'POST', url: '/', headers: { 'user-agent': agent } }).caller;

  test('by the application id, without what Powertools adds', () => {
    expect(callerOf('aws-sdk-js/3 m/E app/get-status')).toBe('get-status');
    expect(callerOf('aws-sdk-js/3 app/get-status-PT-NO-OP-2.36.0-PTEnv-AWS_Lambda')).toBe('get-status');
    expect(callerOf('aws-sdk-js/3 app/execute m/E')).toBe('execute');
  });

  test('and for nobody where it has none', () => {
    expect(callerOf('aws-sdk-js/3 ua/2.1 m/E')).toBeUndefined();
  });
});
