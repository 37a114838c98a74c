/** What the runner keeps of what it was asked: nothing. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox } from '#localstack/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
beforeAll(() => cpSync('test/local/fixtures/functions', folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

it('an instance that answers many events keeps none of the answers in the runner', async () => {
  const sandbox = startSandbox(
    { name: 'mirror', folder, handler: 'index.mirror', memory: 256, timeout: 10, environment: environment() },
    { log: () => {}, compileCache: join(folder, 'cache') },
  );
  const payload = JSON.stringify({ filler: 'x'.repeat(100_000) });
  const answer = async (times: number) => {
    for (let time = 0; time < times; time++) {
      const { payload: answered, functionError } = await sandbox.invoke(payload);
      expect(functionError).toBeUndefined();
      expect(answered.length).toBeGreaterThan(100_000);
    }
  };

  await answer(20);
  const before = heap();
  await answer(300);
  const grown = heap() - before;
  await sandbox.end();

  expect(grown / 1e6).toBeLessThan(10);
});

function environment(): Record<string, string> {
  return { _HANDLER: 'index.mirror', LAMBDA_TASK_ROOT: folder, AWS_LAMBDA_FUNCTION_NAME: 'mirror' };
}

/** Bytes in use once all rubbish is gone. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
