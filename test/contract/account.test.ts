import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CloudFormationStandIn, startCloudFormation } from '#test/stand-ins/cloud-formation.ts';
import { accountIn } from '../../bin/account.ts';

const functions = Array.from({ length: 140 }, (_, at) => [`F${at}`, { Type: 'AWS::Lambda::Function' }]);
const resources = {
  Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Retain' },
  ...Object.fromEntries(functions),
  Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Delete' },
};

let cloudFormation: CloudFormationStandIn;
beforeEach(async () => {
  cloudFormation = await startCloudFormation({ name: 'there', resources });
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDFORMATION', cloudFormation.endpoint);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});
afterEach(() => {
  cloudFormation.stop();
  vi.unstubAllEnvs();
});

describe('the account of the credentials at hand', () => {
  it('tells what holds the data of a stack, wherever among many resources it stands', async () => {
    expect(await accountIn('eu-central-1').stores('there')).toEqual([
      { type: 'table', name: 'made-Table', kept: true },
      { type: 'bucket', name: 'made-Bucket', kept: false },
    ]);
  });

  it('tells the state of a stack, and of one that is not there that it is not', async () => {
    expect(await accountIn('eu-central-1').stackStatus('there')).toBe('CREATE_COMPLETE');
    expect(await accountIn('eu-central-1').stackStatus('elsewhere')).toBeUndefined();
  });
});
