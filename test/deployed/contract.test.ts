/** The adapters on table, bucket and queues that CloudFormation made of the server's constructs. */
import { afterAll, beforeAll, describe } from 'vitest';
import { onCloud } from '#test/contract/cloud.ts';
import { everyContract } from '#test/contract/every.contract.ts';
import type { Subject } from '#test/contract/subject.ts';
import { deployStorage, destroyStorage } from './storage.ts';

describe('the adapters, deployed', () => {
  let subject: Subject;
  beforeAll(async () => {
    subject = onCloud(await deployStorage());
  });
  afterAll(destroyStorage);

  everyContract(() => subject);
});
