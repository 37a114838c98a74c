import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { told } from '#test/fakes/told.ts';
import { expectGood, textOf } from './answers.ts';
import { anApi } from './api.ts';
import { type Drawn, executionsOf } from './executions.ts';
import { isExact, isSettled } from './refinements.ts';
import { Counts, runs, seed } from './runs.ts';
import { satisfies } from './satisfies.ts';
import { aWorld, descriptions } from './world.ts';

const statuses = new Counts();
const kinds = new Counts();

beforeAll(() => {
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
});
afterEach(() => {
  console.info(`seed ${seed}; ${statuses}; ${kinds}`);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('an execute request', () => {
  it(`is accepted just where the published schema allows it, ${runs} times`, async () => {
    let api = anApi(aWorld());
    let sent = 0;
    const send = async ({ description, headers, query, text }: Drawn) => {
      if (++sent % 200 === 0) api = anApi(aWorld());
      const path = `/processes/${description.id}/execution`;
      const gateway = sent % 2 === 0 ? 'HttpApi' : 'RestApi';
      return api({ method: 'POST', path, query, headers, body: text, gateway });
    };

    await fc.assert(
      fc.asyncProperty(fc.oneof(...descriptions.map(executionsOf)), async (drawn) => {
        const response = await send(drawn);

        const { statusCode } = response;
        const accepted = statusCode < 300;
        statuses.add(`${statusCode}`);
        kinds.add(`${drawn.kind}, ${accepted ? 'accepted' : 'refused'}`);
        expectGood(response, 'POST');
        if (drawn.kind === 'mutated') return;
        const right = satisfies(drawn.description, drawn.inputs);
        if (accepted) expect(right, 'accepted though it breaks the schema').toBe(true);
        else if (right && mustBeTaken(drawn)) expect(statusCode, textOf(response)).toBe(200);
      }),
      { numRuns: runs, seed },
    );

    expect(kinds.of('valid, accepted')).toBeGreaterThan(0.3 * runs);
  });
});

/** Whether nothing but the schema can forbid it: no reference to fetch, no media type, no refinement, no limit. */
function mustBeTaken({ kind, inputs }: Drawn): boolean {
  const text = JSON.stringify(inputs);
  return (
    kind === 'valid' || (isSettled(inputs) && isExact(inputs) && !/"(href|mediaType|format)":/.test(text))
  );
}
