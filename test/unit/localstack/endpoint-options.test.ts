import { describe, expect, test } from 'vitest';
import { readEndpointOptions } from '#localstack/endpoint-options.ts';

const environment = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };

describe('npm run deploy:endpoint', () => {
  test('deploys the stage dev behind an HTTP API', () => {
    expect(readEndpointOptions([], environment)).toEqual({
      endpoint: 'http://127.0.0.1:4566',
      gateway: 'HttpApi',
      stage: 'dev',
      settings: {},
    });
  });

  test('takes settings', () => {
    expect(readEndpointOptions(['-c', 'gateway=RestApi', '-c', 'title=Ours'], environment)).toMatchObject({
      gateway: 'RestApi',
      settings: { title: 'Ours' },
    });
  });

  test.each([
    [[], {}, 'AWS_ENDPOINT_URL is not set, and must be an emulator'],
    [[], { AWS_ENDPOINT_URL: 'localhost' }, 'AWS_ENDPOINT_URL is localhost, and must be'],
    [[], { AWS_ENDPOINT_URL: 'https://lambda.eu-central-1.amazonaws.com' }, 'which is AWS itself'],
    [['-c', 'gateway=Both'], environment, '-c gateway=Both is none of HttpApi, RestApi.'],
    [['-c', 'title'], environment, '-c title is not a setting'],
  ])('refuses %j in %j', (args, given, sentence) => {
    expect(() => readEndpointOptions(args, given)).toThrow(sentence);
  });
});
