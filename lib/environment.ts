const text = (value: string): string => value;
const number = (value: string): number => Number(value);
const flag = (value: string): boolean => value === 'true';
const list = (value: string): readonly string[] => value.split(',').filter((item) => item !== '');
const numbers = (value: string): readonly number[] => list(value).map(Number);

/**
 * Every variable that a function may be told, with how to read it. The stack's variables `satisfies Variables`; a
 * function reads those it needs, once, with `environment`.
 */
const variables = {
  /** Names this deployment. */
  STAGE: text,
  /** The one DynamoDB table. */
  TABLE_NAME: text,
  /** The one S3 bucket. */
  BUCKET_NAME: text,
  /** Functions of processes are named this plus the processID. */
  PROCESS_FUNCTION_PREFIX: text,
  /** Queue URLs of processes are this plus the processID. */
  PROCESS_QUEUE_URL_PREFIX: text,
  DEAD_LETTER_QUEUE_URL: text,
  /** Seconds after which `signal` aborts, and after which the thread is stopped. */
  SOFT_LIMIT: number,
  HARD_LIMIT: number,
  /** Public URL of the API where it is not the gateway's own; empty otherwise. */
  PUBLIC_URL: text,
  TITLE: text,
  DESCRIPTION: text,
  CONTACT: text,
  LICENSE: text,
  TERMS_OF_SERVICE: text,
  /** Origins that browsers may call from, or `*`. */
  CORS_ORIGINS: list,
  /** How callers are told apart: `open`, `jwt` or `iam`. */
  IDENTITY: text,
  /** Whose tokens count, for whom they must be meant, and where the keys are where not as the issuer says. */
  ISSUER: text,
  AUDIENCE: list,
  JWKS_URL: text,
  /** The claim that is the subject; the claim and its value, or the ARNs, that make an operator. */
  SUBJECT_CLAIM: text,
  OPERATOR_CLAIM: text,
  OPERATOR_VALUE: text,
  OPERATOR_ARNS: list,
  /** Jobs that one owner may have waiting or running; 0 for no bound. */
  ACTIVE_JOBS: number,
  /** Bytes of a request's body. */
  BODY_LIMIT: number,
  /** Items on a page of a list: where the client names no `limit`, and at most. */
  PAGE_DEFAULT: number,
  PAGE_MAXIMUM: number,
  /** Seconds that a synchronous execution waits: where the client names no `wait`, and at most. */
  SYNC_WAIT: number,
  SYNC_WAIT_MAXIMUM: number,
  /** Days that jobs and results are kept. */
  RETENTION_DAYS: number,
  /** Seconds that a claim holds without a heartbeat, and between heartbeats. */
  LEASE_SECONDS: number,
  HEARTBEAT_SECONDS: number,
  /** Seconds after which the sweeper sends an unclaimed job again, doubled each time. */
  REDISPATCH_SECONDS: number,
  /** How often a job may be started. */
  MAX_ATTEMPTS: number,
  /** Bytes and seconds that an input by reference may take. */
  REFERENCE_LIMIT: number,
  REFERENCE_TIMEOUT: number,
  /** Whether references may be http. */
  REFERENCE_HTTP: flag,
  /** Exact origins that are exempt from the guard against private addresses. */
  REFERENCE_ORIGINS: list,
  /** Queues of callbacks: those to be made, those given up, and what became of them. */
  CALLBACK_QUEUE_URL: text,
  CALLBACK_DEAD_LETTER_QUEUE_URL: text,
  CALLBACK_OUTCOME_QUEUE_URL: text,
  /** The parameter that holds the secrets that callbacks are signed with; empty: they are not signed. */
  CALLBACK_SECRET: text,
  /** Seconds before each further attempt of a callback, and that one attempt may take. */
  CALLBACK_RETRIES: numbers,
  CALLBACK_TIMEOUT: number,
  /** Seconds between callbacks that tell of a job's progress, at least. */
  CALLBACK_PROGRESS_SECONDS: number,
  /** Whether callbacks may go by http, and exact origins that are exempt from the guard against private addresses. */
  CALLBACK_HTTP: flag,
  CALLBACK_ORIGINS: list,
} as const;

type Name = keyof typeof variables;

/** The variables as a function reads them. */
export type Environment = { readonly [K in Name]: ReturnType<(typeof variables)[K]> };

/** The variables as the stack writes them. */
export type Variables = { readonly [K in Name]?: string };

/**
 * Reads the variables that a function needs. Throws one error that names all that are missing.
 *
 * @example const { TABLE_NAME } = environment('TABLE_NAME');
 */
export function environment<K extends Name>(...names: readonly K[]): Pick<Environment, K> {
  const missing = names.filter((name) => process.env[name] === undefined);
  if (missing.length > 0) throw new Error(`The function's environment lacks ${missing.join(', ')}.`);
  return Object.fromEntries(names.map((name) => [name, variables[name](process.env[name] ?? '')])) as Pick<
    Environment,
    K
  >;
}
