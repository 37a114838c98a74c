import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type QueryCommandInput,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Bucket } from '#lib/aws/bucket.ts';
import { cache } from '#lib/aws/cache.ts';
import { dueJobs } from '#lib/aws/due-jobs.ts';
import { jobList } from '#lib/aws/job-list.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { jobKey } from '#lib/aws/keys.ts';
import { newJobs } from '#lib/aws/new-jobs.ts';
import { results } from '#lib/aws/results.ts';
import { readItems } from '#lib/aws/table.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { aJob } from '#test/fakes/builders.ts';
import { startTable } from '#test/stand-ins/table.ts';

/** What AWS does and a stand-in does not, and how often the table is asked. */
describe('the table', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let requests: string[];
  const noBucket: Bucket = {
    name: 'none',
    objects: () => Promise.reject(new Error('The bucket is not needed.')),
  };

  beforeAll(async () => {
    table = await startTable();
    table.client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          requests.push(commandName);
          return next(args);
        },
      { step: 'initialize', name: 'count' },
    );
  });
  beforeEach(() => {
    requests = [];
  });
  afterAll(() => table.stop());

  const create = (members = {}) => {
    const job = aJob({ jobID: randomUUID(), expiresAt: 4e9, ...members });
    return newJobs(table, noBucket)
      .create(job, { inputs: {} })
      .then(() => job);
  };

  test('a status is one read, a submission one write, results and the cache one read, a heartbeat one write', async () => {
    const { jobID } = await create({ status: 'running', leaseToken: 'mine' });
    await jobs(table).read(jobID);
    await results(table).read(jobID);
    await cache(table).read({ key: 'key', processID: 'echo' }, 0);
    await transitions(table).move(jobID, 'heartbeat', { now: 0, leaseToken: 'mine', changes: {} });

    expect(requests).toEqual([
      'TransactWriteItemsCommand',
      'GetItemCommand',
      'BatchGetItemCommand',
      'BatchGetItemCommand',
      'UpdateItemCommand',
    ]);
  });

  test('a page of a list is one query and one read of its rows', async () => {
    const owner = randomUUID();
    for (let count = 0; count < 5; count++) await create({ owner });
    requests = [];

    await jobList(table).page({ owner, filter: {}, limit: 3, now: 0 });

    expect(requests).toEqual(['QueryCommand', 'BatchGetItemCommand']);
  });

  test('everything of a job expires with it', async () => {
    const job = await create({ status: 'running', leaseToken: 'mine' });
    const move = { now: 0, leaseToken: 'mine', changes: {}, results: { values: {} } };
    await transitions(table).move(job.jobID, 'succeed', move);

    const items = await itemsOf(job.jobID);

    expect(items.map(({ expiresAt }) => expiresAt?.N)).toEqual(Array(3).fill(String(job.expiresAt)));
  });

  test('of a dismissed job only the record is kept', async () => {
    const { jobID } = await create({ status: 'running', leaseToken: 'mine' });
    const move = { now: 0, leaseToken: 'mine', changes: {} };
    await transitions(table).move(jobID, 'succeed', { ...move, results: { values: {} } });
    await transitions(table).move(jobID, 'dismiss', move);

    expect((await itemsOf(jobID)).map(({ sk }) => sk?.S)).toEqual(['status']);
  });

  test('an empty sweep asks each shard once and reads nothing', async () => {
    await dueJobs(table).due(0, 10);

    expect(requests).toEqual(Array(8).fill('QueryCommand'));
  });

  test('a filter that finds nothing stops after ten queries, with a cursor to go on', async () => {
    const owner = randomUUID();
    const created = Array.from({ length: 25 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 25 - day)).toISOString(),
    );
    const wanted = await create({ owner, created: created[24], processID: 'buffer' });
    for (const time of created.slice(0, 24)) await create({ owner, created: time });
    requests = [];
    const small = smallQueries(2);
    const query = { owner, filter: { processID: ['buffer'] }, limit: 10, now: 0 };

    const first = await jobList(table).page(query);
    const asked = [...requests];
    const second = await jobList(table).page({ ...query, cursor: first.next ?? '' });
    small.remove();

    expect(first).toEqual({ jobs: [], next: expect.any(String) });
    expect(asked).toEqual(Array(10).fill('QueryCommand'));
    expect(second).toEqual({ jobs: [wanted] });
  });

  test('items that DynamoDB leaves unread are asked for again', async () => {
    const created = [await create(), await create(), await create()];
    const lazy = unreadOnce();

    const items = await readItems(
      table,
      created.map(({ jobID }) => jobKey(jobID, 'status')),
    );
    lazy.remove();

    expect(items.map(({ jobID }) => jobID?.S).sort()).toEqual(created.map(({ jobID }) => jobID).sort());
  });

  test('more items than one request takes are read in several', async () => {
    const created = await Promise.all(Array.from({ length: 130 }, () => create()));
    requests = [];

    const items = await readItems(
      table,
      created.map(({ jobID }) => jobKey(jobID, 'status')),
    );

    expect(items).toHaveLength(130);
    expect(requests).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand']);
  });

  test('a write that met another transaction is written again', async () => {
    const { jobID } = await create();
    requests = [];
    const busy = conflictOnce();

    const moved = await transitions(table).move(jobID, 'dismiss', { now: 0, changes: {} });
    busy.remove();

    expect(moved).toMatchObject({ moved: true, job: { status: 'dismissed' } });
    expect(requests.filter((name) => name === 'TransactWriteItemsCommand')).toHaveLength(2);
  });

  const itemsOf = (jobID: string) =>
    readItems(
      table,
      (['status', 'inputs', 'results'] as const).map((part) => jobKey(jobID, part)),
    );

  /** Queries give at most so many rows, as they do when rows are large. */
  function smallQueries(rows: number) {
    table.client.middlewareStack.add(
      (next) => (args) => {
        const input = args.input as QueryCommandInput;
        return next('KeyConditionExpression' in input ? { ...args, input: { ...input, Limit: rows } } : args);
      },
      { step: 'initialize', name: 'small', priority: 'low' },
    );
    return { remove: () => table.client.middlewareStack.remove('small') };
  }

  /** The first read of several items gives one and leaves the rest. */
  function unreadOnce() {
    let done = false;
    table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (done || commandName !== BatchGetItemCommand.name) return next(args);
          done = true;
          const { RequestItems = {} } = args.input as { RequestItems?: Record<string, { Keys: [] }> };
          const keys = RequestItems[table.name]?.Keys ?? [];
          const only = { [table.name]: { Keys: keys.slice(0, 1) } };
          const answer = await next({ ...args, input: { ...args.input, RequestItems: only } });
          const output = answer.output as BatchGetItemCommandOutput;
          output.UnprocessedKeys = { [table.name]: { Keys: keys.slice(1) } };
          return answer;
        },
      { step: 'initialize', name: 'lazy', priority: 'low' },
    );
    return { remove: () => table.client.middlewareStack.remove('lazy') };
  }

  /** The first transaction is cancelled because another one holds its item. */
  function conflictOnce() {
    let done = false;
    table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (done || commandName !== 'TransactWriteItemsCommand') return next(args);
          done = true;
          throw new TransactionCanceledException({
            message: 'Transaction cancelled.',
            $metadata: {},
            CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
          });
        },
      { step: 'initialize', name: 'busy', priority: 'low' },
    );
    return { remove: () => table.client.middlewareStack.remove('busy') };
  }
});
