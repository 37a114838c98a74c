import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { processFunctions } from '#lib/aws/clients.ts';
import { encodeOutcome } from '#lib/aws/invocation.ts';
import { processes } from '#lib/aws/processes.ts';
import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import { type LambdaStandIn, startLambda } from '#test/stand-ins/lambda.ts';

const invocation: Invocation = {
  jobID: '42',
  leaseToken: 'mine',
  owner: 'public',
  processVersion: '1.0.0',
  submission: { inputs: { stringInput: 'Grüße' } },
  respondBy: 1_793_534_400_000,
  created: '2026-11-01T12:00:00.000Z',
  keep: false,
};

const throttled: string[] = [];
const noted = (processID: string) => throttled.push(processID);

describe('processes', () => {
  let lambda: LambdaStandIn;
  beforeAll(async () => {
    lambda = await startLambda();
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', lambda.endpoint);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('PROCESS_FUNCTION_PREFIX', 'test-process-');
    vi.stubEnv('SYNC_WAIT_MAXIMUM', '25');
  });
  beforeEach(() => {
    lambda.behaviour = { refused: 'TooManyRequestsException' };
  });
  afterAll(() => {
    lambda.stop();
    vi.unstubAllEnvs();
  });

  test.each([
    { outcome: 'values', values: { a: { mediaType: 'image/png', size: 2, bytes: Uint8Array.of(0, 255) } } },
    { outcome: 'job', values: { a: { mediaType: 'image/png', size: 1e9, key: 'jobs/42/1/a' } } },
    { outcome: 'failed', failure: { code: 'job-failed', detail: 'No.' } },
    { outcome: 'promoted' },
  ] satisfies Outcome[])('the outcome "$outcome" comes back as it was', async (outcome) => {
    lambda.behaviour = { answers: encodeOutcome(outcome) };

    const answer = await processes(processFunctions(), noted).invoke('echo', invocation);

    expect(answer).toEqual(outcome);
    expect(lambda.invocations.at(-1)).toEqual({ name: 'test-process-echo', payload: { invocation } });
  });

  test.each(['TooManyRequestsException', 'ResourceNotFoundException', 'ResourceConflictException'] as const)(
    'a function without room, or not deployed yet, gives nothing, and is asked once: %s',
    async (refused) => {
      lambda.behaviour = { refused };
      const [calls, noticed] = [lambda.invocations.length, throttled.length];

      expect(await processes(processFunctions(), noted).invoke('echo', invocation)).toBeUndefined();
      expect(throttled.slice(noticed)).toEqual(['echo']);
      expect(lambda.invocations.length - calls).toBe(1);
    },
  );

  test('a function that dies is an error', async () => {
    lambda.behaviour = { dies: 'Task timed out after 3.00 seconds' };

    await expect(processes(processFunctions(), noted).invoke('echo', invocation)).rejects.toThrow(
      'The function test-process-echo died: {"errorMessage":"Task timed out after 3.00 seconds"}',
    );
  });

  test('a connection that breaks is an error, and the process is not run again', async () => {
    lambda.behaviour = { breaksOff: true };
    const before = lambda.invocations.length;

    await expect(processes(processFunctions(), noted).invoke('echo', invocation)).rejects.toThrow();
    expect(lambda.invocations.length - before).toBe(1);
  });
});
