import { expect, test } from 'vitest';
import { checkProcesses } from '#lib/process/check.ts';
import { ProcessError } from '#lib/process/error.ts';
import * as real from '#processes';
import * as forTests from '#test/processes/index.ts';
import { aContext } from './context.ts';

const { context } = aContext();

test('the processes for tests are well defined, however they behave', async () => {
  const problems = await checkProcesses(Object.values(forTests), { stage: 'local', samples: 'samples' });

  expect(problems).toEqual([]);
});

test('none of them is on the default list', () => {
  const ids = new Set(Object.values(real).map(({ id }) => id));

  expect(Object.values(forTests).filter(({ id }) => ids.has(id))).toEqual([]);
});

test('double and square differ for the same input', async () => {
  expect(await forTests.double.execute({ value: 21 }, context)).toEqual({ result: 42 });
  expect(await forTests.square.execute({ value: 21 }, context)).toEqual({ result: 441 });
});

test('count gives no run the result of another', async () => {
  const [one, other] = [await forTests.count.execute({}, context), await forTests.count.execute({}, context)];

  expect(one).not.toEqual(other);
});

test('refuses names a status', () => {
  expect(() => forTests.refuses.execute({}, context)).toThrow(
    new ProcessError('There is nothing to be had.', { status: 422 }),
  );
});

test('large and long-text are as large as asked for', async () => {
  const { data } = await forTests.large.execute({ size: 10 }, context);
  const { text } = await forTests.longText.execute({ size: 10 }, context);

  expect([data.size, text.length]).toEqual([10, 10]);
});

test('with-reference measures what it got', async () => {
  const results = await forTests.withReference.execute(
    { document: { a: 1 }, file: new Blob(['abc'], { type: 'text/plain' }), texts: ['ab', 'c'] },
    context,
  );

  expect(results).toEqual({ sizes: { document: 7, file: 3, texts: [2, 1] }, mediaType: 'text/plain' });
});

test('patient reports progress, and stops when it is told to', async () => {
  const controller = new AbortController();
  const { context, reported } = aContext({ signal: controller.signal });
  const waiting = forTests.patient.execute({ seconds: 60 }, context);

  controller.abort();

  await expect(waiting).rejects.toThrow('aborted');
  expect(reported).toEqual([{ percent: 0, message: 'Step 0 of 600.' }]);
});

test('many leaves out the output that it calls optional', async () => {
  const results = await forTests.many.execute({}, context);

  expect(Object.keys(results)).toEqual(['text', 'number', 'flag', 'list', 'object', 'picture']);
});
