import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';

/** Sends a job whose record stands; what cannot be sent is the sweeper's to send. */
export async function sendOrLog(
  { queue, log }: Pick<Ports, 'queue'> & { readonly log: Pick<Log, 'error'> },
  message: Parameters<Ports['queue']['send']>[0],
): Promise<void> {
  const { jobID, processID } = message;
  try {
    const sent = await queue.send(message);
    if (!sent) throw new Error(`The process ${processID} has no queue.`);
  } catch (error) {
    log.error('Message not sent', { jobID, processID, error });
  }
}
