/** Says what becomes of code that uses too much memory. In a program of its own, because V8 sometimes ends the whole of it. */
import { threadRunner } from '#lib/process/host.ts';

await using runner = threadRunner(new URL('./misbehaving.thread.ts', import.meta.url), {
  memory: 128,
  onLog: () => {},
});
const started = Date.now();
const outcome = await runner.run(
  {
    jobID: 'job-1',
    inputs: { act: 'exhaust memory' },
    files: {},
    outputs: { answer: { mediaType: 'application/json' } },
  },
  {
    started,
    softLimit: started + 60_000,
    hardLimit: started + 60_000,
    stop: new AbortController().signal,
    onProgress: () => {},
  },
);
console.log('failure' in outcome ? outcome.failure.detail : 'It had enough.');
