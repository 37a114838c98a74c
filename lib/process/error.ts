/**
 * What a process may tell the client when it cannot do its work. The message is read by the client as it stands:
 * a sentence. Any other error is logged, and the client learns nothing of it.
 *
 * @example throw new ProcessError('The raster has no band 7.', { status: 400 });
 * @example throw new ProcessError('The data store does not answer.', { status: 503, retry: true });
 */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  /** HTTP status, 400 to 599, of a synchronous execution and of the results of a failed job; 500 by default. */
  readonly status: number | undefined;
  /** Whether a job may be started again, as often as the process allows. A synchronous execution never is. */
  readonly retry: boolean;

  constructor(message: string, { status, retry = false, ...options }: ErrorOptions & Options = {}) {
    super(message, options);
    this.status = status;
    this.retry = retry;
  }
}

interface Options {
  readonly status?: number;
  readonly retry?: boolean;
}
