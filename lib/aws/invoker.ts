import {
  InvokeCommand,
  LambdaClient,
  type LambdaClientConfig,
  ResourceConflictException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda';

/** Invokes functions by name. */
export interface Invoker {
  /**
   * What the function answers; absent when there was no room for it.
   *
   * @throws {Error} When the function dies, or the connection does.
   */
  invoke(functionName: string, payload: string): Promise<string | undefined>;
}

/** While a stack is deployed, a process may be known before its function is there, or able to run. */
const refusals = [TooManyRequestsException, ResourceNotFoundException, ResourceConflictException];

/** Opens Lambda. Import this file dynamically: it brings the Lambda client along. */
export function openInvoker(configuration: LambdaClientConfig): Invoker {
  const client = new LambdaClient(configuration);
  return {
    async invoke(functionName, payload) {
      try {
        const { FunctionError, Payload } = await client.send(
          new InvokeCommand({ FunctionName: functionName, Payload: payload }),
        );
        const answer = Payload?.transformToString() ?? '';
        if (FunctionError !== undefined) throw new Error(`The function ${functionName} died: ${answer}`);
        return answer;
      } catch (error) {
        if (refusals.some((kind) => error instanceof kind)) return undefined;
        throw error;
      }
    },
  };
}
