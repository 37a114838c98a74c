/**
 * Where things stand in the one table. The stack creates it so, the adapters read and write it so.
 *
 * | item | pk | sk |
 * |---|---|---|
 * | job | `JOB#<jobID>` | `status` |
 * | submission | `JOB#<jobID>` | `inputs` |
 * | results | `JOB#<jobID>` | `results` |
 * | cache entry | `CACHE#<key>` | `entry` |
 * | who computes that entry | `CACHE#<key>` | `flight` |
 * | purge of a process's cache | `CACHE#purge#<processID>` | `purge` |
 * | idempotency key | `IDEM#<hash of owner and key>` | `key` |
 */
export const layout = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since the epoch; the table deletes late, so it is also checked on read. */
  expiry: 'expiresAt',
  indexes: {
    /** An owner's jobs, newest first: `owner`, `created#jobID`. */
    list: {
      name: 'list',
      partitionKey: 'listOwner',
      sortKey: 'listSort',
      projected: ['jobID', 'processID', 'status', 'created', 'started', 'finished', 'expiresAt'],
    },
    /** All jobs, for operators: `all#0` to `all#3`, `created#jobID`. */
    all: {
      name: 'all',
      partitionKey: 'allShard',
      sortKey: 'listSort',
      projected: ['jobID', 'processID', 'status', 'owner', 'created', 'started', 'finished', 'expiresAt'],
    },
    /**
     * Jobs that somebody is to look after, terminal ones with a callback in the outbox among them: `due#0` to `due#7`
     * by hash of the jobID, `dueAt` (number, milliseconds).
     */
    due: { name: 'due', partitionKey: 'dueShard', sortKey: 'dueAt', projected: [] },
    /** An owner's jobs that are not terminal, where callers are told apart: `owner`, `created#jobID`. */
    active: { name: 'active', partitionKey: 'activeOwner', sortKey: 'listSort', projected: [] },
  },
  shards: { all: 4, due: 8 },
} as const;
