import { expect, it } from 'vitest';
import { synthesised } from './synthesised.ts';

it('the templates are as they were; names that are hashes of code do not count', async () => {
  const { parent, processes } = await synthesised('one');
  const normalised = JSON.stringify([parent, processes.get('first')]).replace(/[0-9a-f]{64}/g, '<hash>');

  expect(JSON.parse(normalised)).toMatchSnapshot();
});
