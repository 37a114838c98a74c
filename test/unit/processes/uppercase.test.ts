import { expect, test } from 'vitest';
import { uppercase } from '#processes/uppercase.ts';
import { aContext } from './context.ts';

test('gives the text in capital letters', async () => {
  const results = await uppercase.execute({ input_text: 'hello wörld, ß' }, aContext().context);

  expect(results).toEqual({ output_text: 'HELLO WÖRLD, SS' });
});

test('takes 1 to 1000 characters, as its file says', () => {
  expect(uppercase.inputs.input_text?.published.schema).toEqual({
    type: 'string',
    minLength: 1,
    maxLength: 1000,
  });
});
