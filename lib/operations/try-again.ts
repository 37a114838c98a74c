/** Seconds after which a client may try again what is refused only for now, as `Retry-After` writes them. */
export const tryAgainAfter = {
  /** By then a job that is being given up is gone, and its idempotency key free. */
  jobGivenUp: '1',
  /** By then a job that its client may not see may have ended. */
  stillRunning: '5',
  /** By then the process may have room. */
  noRoom: '5',
  /** By then one of the client's own jobs may have ended. */
  tooManyJobs: '10',
} as const;
