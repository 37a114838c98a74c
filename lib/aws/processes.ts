import {
  InvokeCommand,
  type LambdaClient,
  ResourceConflictException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';
import type { Ports } from '#lib/job/ports.ts';
import { decodeOutcome, type InvocationPayload, type OutcomePayload } from './invocation.ts';

/** The processes' functions; a function's name is the prefix and the processID. */
export interface ProcessFunctions {
  /** Must not repeat a request by itself: each repeat would run the process again. */
  readonly client: LambdaClient;
  readonly namePrefix: string;
}

/** `onThrottled` hears of each call that the process's function had no room for. */
export const processes = (
  { client, namePrefix }: ProcessFunctions,
  onThrottled: (processID: string) => void,
): Ports['processes'] => ({
  async invoke(processID, invocation) {
    const FunctionName = `${namePrefix}${processID}`;
    const payload: InvocationPayload = { invocation };
    try {
      const { FunctionError, Payload } = await client.send(
        new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }),
      );
      const answer = Payload?.transformToString() ?? '';
      if (FunctionError !== undefined) throw new Error(`The function ${FunctionName} died: ${answer}`);
      return decodeOutcome(JSON.parse(answer) as OutcomePayload);
    } catch (error) {
      if (!noRoom.some((kind) => error instanceof kind)) throw error;
      onThrottled(processID);
      return undefined;
    }
  },
});

/** While a stack is deployed, a process may be known here before its function is there, or able to run. */
const noRoom = [TooManyRequestsException, ResourceNotFoundException, ResourceConflictException];
