import { expect, it } from 'vitest';
import { catalogue } from '#catalogue';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { openApiProblems } from '#test/conformance/openapi-validators.ts';

/** Of the project's largest process. */
async function buffers(many: number): Promise<readonly ProcessDescription[]> {
  const buffer = await catalogue.description('buffer');
  if (!buffer) throw new Error('There is no process buffer.');
  return Array.from({ length: many }, (_, index) => ({ ...buffer, id: `buffer-${index}` }));
}

const lengthOf = (definition: object) => JSON.stringify(definition).length;

it('what processes have in common stands there once: another one adds less than 4 KB', async () => {
  const two = lengthOf(apiDefinition(await buffers(2)));
  const twelve = lengthOf(apiDefinition(await buffers(12)));

  expect((twelve - two) / 10).toBeLessThan(4_000);
});

it('a thousand processes fit what a function may return, the last of them untyped, and are valid', async () => {
  const definition = apiDefinition(await buffers(1000));

  expect(lengthOf(definition)).toBeLessThan(4_500_000);
  expect(JSON.stringify(definition)).toContain('/processes/buffer-999/execution');
  expect((await openApiProblems(definition)).slice(0, 3)).toEqual([]);
});

it('an example of more than 5,000 characters is left to the description', async () => {
  const [buffer] = await buffers(1);
  const long = { title: 'Long', inputs: { text: 'x'.repeat(6_000) } };
  const short = { title: 'Short', inputs: { text: 'x' } };
  const definition = JSON.stringify(
    apiDefinition([{ ...(buffer as ProcessDescription), examples: [long, short] }]),
  );

  expect(definition).toContain('"summary":"Short"');
  expect(definition).not.toContain('"summary":"Long"');
});
