/** What one operation asks of table, queue and bucket, and what of it DynamoDB bills. */
export interface Operation {
  /** Requests by action, as `npm run bench` counts them. */
  readonly table: Readonly<Record<string, number>>;
  readonly queue: Readonly<Record<string, number>>;
  readonly bucket: Readonly<Record<string, number>>;
  /**
   * Units, for items of up to 1 KB: a transaction bills its writes twice; a change that an index shows bills one more,
   * one that moves a row in it two more. There are three indexes: `list`, `all` and, while a job is open, `due`; a fourth,
   * `active`, is empty where callers are not told apart.
   */
  readonly writes: number;
  /** Units, for items of up to 4 KB, read consistently. */
  readonly reads: number;
  /** Who does it: a function behind the gateway, alone or with that of the process; or the process's, fed by its queue. */
  readonly by: 'api' | 'api and process' | 'process' | 'process, as part of a job';
}

const none = { table: {}, queue: {}, bucket: {}, writes: 0, reads: 0 } as const;
const send = { SendMessage: 1 };
const still = { ...none, by: 'api' } as const;
const sync = { ...none, by: 'api and process' } as const;
const run = { ...none, by: 'process' } as const;

/** The cache entry, and the mark of when the process's entries were purged. */
const look = { BatchGetItem: 1 };
/** The flight taken and given back, so that identical executions wait; the entry in between. */
const fill = { PutItem: 2, DeleteItem: 1 };
/** A record, with its results. */
const results = { ...still, table: { BatchGetItem: 1 }, reads: 2 };
/** Record and submission in a transaction (4), a row in each of three indexes (3). */
const submit = { ...still, table: { TransactWriteItems: 1 }, queue: send, writes: 7 };
/**
 * The claim: record (1), `list` and `all` (2), moved in `due` (2). The end: record and results (4), `list`, `all`,
 * `due` (3).
 */
const job = { ...run, table: { UpdateItem: 1, GetItem: 3, TransactWriteItems: 1 }, writes: 12, reads: 3 };
/** Record, submission and results in a transaction (6), `list` and `all` (2). */
const dismissed = {
  ...still,
  table: { BatchGetItem: 1, TransactWriteItems: 1, GetItem: 1 },
  bucket: { DeleteObjects: 1 },
  writes: 8,
  reads: 3,
};

/** Named as `test/benchmark/request-counts.ts` names them, which a test holds this table to. */
export const operations = {
  'landing page': still,
  conformance: still,
  'API definition': still,
  'list of processes': still,
  'process description': still,
  health: { ...still, table: { GetItem: 1 }, queue: { GetQueueAttributes: 1 }, reads: 1 },
  'sync, no cache': sync,
  'sync, cache miss': { ...sync, table: { BatchGetItem: 2, ...fill }, writes: 3, reads: 4 },
  'sync, cache hit': { ...still, table: look, reads: 2 },
  'async submit, cache hit': {
    ...still,
    table: { ...look, TransactWriteItems: 1 },
    writes: 8,
    reads: 2,
  },
  'async submit, no cache': submit,
  'run of a job, no cache': job,
  'async submit, cache miss': { ...submit, table: { ...look, TransactWriteItems: 1 }, reads: 2 },
  'run of a job, cache miss': {
    ...job,
    table: { ...look, ...fill, UpdateItem: 1, GetItem: 3, TransactWriteItems: 1 },
    writes: 15,
    reads: 5,
  },
  'async submit, large output': submit,
  'run of a job, large output': { ...job, bucket: { PutObject: 1 } },
  /** Record (1), moved in `due` (2). */
  heartbeat: { ...none, table: { UpdateItem: 1 }, writes: 3, by: 'process, as part of a job' },
  status: { ...still, table: { GetItem: 1 }, reads: 1 },
  /** A query of the index (a half), and ten records. */
  'list of jobs': { ...still, table: { Query: 1, BatchGetItem: 1 }, reads: 10.5 },
  results,
  'results, large output': { ...results, bucket: { GetObject: 1 } },
  'one output': results,
  'one output, large': results,
  dismiss: dismissed,
  'dismiss, large output': dismissed,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
