/**
 * What a process may tell the client when it cannot do its work. The message is read by the client as it stands:
 * a sentence. Any other error is logged, and the client learns nothing of it.
 *
 * @example throw new ProcessError('The raster has no band 7.', { status: 400 });
 */
export class ProcessError extends Error {
  override readonly name = 'ProcessError';
  /** HTTP status, 400 to 599, of a synchronous execution and of the results of a failed job; 500 by default. */
  readonly status: number | undefined;

  constructor(message: string, { status, ...options }: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options);
    this.status = status;
  }
}
