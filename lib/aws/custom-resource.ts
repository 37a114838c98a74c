import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import type { Log } from '#lib/process/process.ts';

interface Work {
  /**
   * Takes back what the resource stands for. What it throws is told to whoever deletes the stack.
   *
   * @param deadline Milliseconds since the epoch.
   */
  onDelete(deadline: number): Promise<object>;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/** Milliseconds kept for the answer: without one, CloudFormation waits for an hour. */
const margin = 20_000;

/** A resource of CloudFormation's that only does something when it is deleted. */
export function customResource({ onDelete, log }: Work) {
  return async (
    event: CloudFormationCustomResourceEvent,
    context: Pick<Context, 'getRemainingTimeInMillis'>,
  ) => {
    const { RequestType, StackId, RequestId, LogicalResourceId, ResponseURL } = event;
    const outcome = RequestType === 'Delete' ? await deleted(context.getRemainingTimeInMillis()) : succeeded;
    await answer(ResponseURL, {
      ...outcome,
      PhysicalResourceId: LogicalResourceId,
      StackId,
      RequestId,
      LogicalResourceId,
    });
  };

  async function deleted(remaining: number): Promise<Outcome> {
    try {
      log.info('deleted', { ...(await onDelete(Date.now() + remaining - margin)) });
      return succeeded;
    } catch (error) {
      log.error('not deleted', { error });
      return {
        Status: 'FAILED',
        Reason: (error instanceof Error ? error.message : String(error)).slice(0, 1000),
      };
    }
  }
}

type Outcome =
  | { readonly Status: 'SUCCESS' }
  /** The reason is read by people. */
  | { readonly Status: 'FAILED'; readonly Reason: string };

const succeeded: Outcome = { Status: 'SUCCESS' };

/** Bytes, because the URL is signed for no content type, and text would get one. */
async function answer(url: string, body: object): Promise<void> {
  const { ok, status } = await fetch(url, { method: 'PUT', body: Buffer.from(JSON.stringify(body)) });
  if (!ok) throw new Error(`CloudFormation did not take the answer: ${status}.`);
}
