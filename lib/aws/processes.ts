import type { Ports } from '#lib/job/ports.ts';
import { decodeOutcome, type InvocationPayload, type OutcomePayload } from './invocation.ts';
import type { Invoker } from './invoker.ts';

/** The processes' functions; a function's name is the prefix and the processID. */
export interface ProcessFunctions {
  /** Must not repeat a request by itself. Loaded on first use: a submission to the queue needs none. */
  invoker(): Promise<Invoker>;
  readonly namePrefix: string;
}

/** `onThrottled` hears of each call that the process's function had no room for. */
export const processes = (
  { invoker, namePrefix }: ProcessFunctions,
  onThrottled: (processID: string) => void,
): Ports['processes'] => ({
  async invoke(processID, invocation) {
    const payload: InvocationPayload = { invocation };
    const answer = await (await invoker()).invoke(`${namePrefix}${processID}`, JSON.stringify(payload));
    if (answer !== undefined) return decodeOutcome(JSON.parse(answer) as OutcomePayload);
    onThrottled(processID);
    return undefined;
  },
});
