import { describe, expect, it } from 'vitest';
import { toConfig } from '#lib/stack/config.ts';
import { anAccount, refusing } from '#test/fakes/account.ts';
import type { Account } from '../../../bin/account.ts';
import { foretell } from '../../../bin/foretell.ts';

const stores = (kept: boolean) => async () => [
  { type: 'table', name: 'jobs-1', kept } as const,
  { type: 'bucket', name: 'results-2', kept } as const,
];

function foretold(account: Partial<Account>, stage = 'prod') {
  return foretell({
    config: toConfig({ stage }),
    region: 'eu-central-1',
    accountID: '123456789012',
    account: anAccount({ stackStatus: async () => 'CREATE_COMPLETE', ...account }),
  });
}

describe('before a stack is deleted', () => {
  it('is said what stays, by name, and how to delete that too', async () => {
    expect(await foretold({ stores: stores(true) })).toEqual({
      problems: [],
      notes: [
        'The stack serverless-processes-prod goes, and with it the API and the jobs that wait or run. What stays, with all that is in it: its table jobs-1 and its bucket results-2.',
        'To delete the table for good as well, afterwards: `aws dynamodb update-table --table-name jobs-1 --no-deletion-protection-enabled --region eu-central-1`, then `aws dynamodb delete-table --table-name jobs-1 --region eu-central-1`.',
        'To delete the bucket for good as well, afterwards: `aws s3 rb s3://results-2 --force --region eu-central-1`.',
      ],
    });
  });

  it('is said that all of it goes, as it was deployed, whatever the settings say by now', async () => {
    expect(await foretold({ stores: stores(false) })).toEqual({
      problems: [],
      notes: [
        'The stack serverless-processes-prod goes with all that is in it: its table jobs-1 and its bucket results-2, every job and every result.',
      ],
    });
  });

  it('is not said that all of it goes where table or bucket was not found', async () => {
    const [table] = await stores(false)();
    const look =
      'look for it with `aws cloudformation list-stack-resources --stack-name serverless-processes-prod --region eu-central-1` before you agree.';

    expect((await foretold({ stores: async () => [] })).notes).toEqual([
      'The stack serverless-processes-prod goes, and with it the API and the jobs that wait or run.',
      `What becomes of its table is not known, for none was found in it: ${look}`,
      `What becomes of its bucket is not known, for none was found in it: ${look}`,
    ]);
    expect((await foretold({ stores: async () => (table ? [table] : []) })).notes).toEqual([
      'The stack serverless-processes-prod goes, and with it the API and the jobs that wait or run. So does, with all that is in it: its table jobs-1.',
      `What becomes of its bucket is not known, for none was found in it: ${look}`,
    ]);
  });

  it('is said that there is none of that name', async () => {
    expect(await foretold({ stackStatus: async () => undefined })).toEqual({
      problems: [
        'There is no stack serverless-processes-prod in eu-central-1, so nothing is deleted: name another stage with -c stage=…, or another region with AWS_REGION.',
      ],
      notes: [],
    });
  });

  it('the settings tell where credentials may not read the stack', async () => {
    const denied = { stackStatus: refusing('AccessDenied') };

    expect((await foretold(denied)).notes).toEqual([
      'These credentials may not read the stack serverless-processes-prod; by its settings table and bucket stay when it is deleted.',
    ]);
    expect((await foretold(denied, 'dev')).notes[0]).toMatch(/table and bucket go when it is deleted/);
  });
});
