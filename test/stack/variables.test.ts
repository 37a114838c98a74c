import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ParametersStandIn, startParameters } from '#test/stand-ins/parameters.ts';
import { invoked } from './invoked.ts';
import { bundled, type DeployedFunction, functionsOf, type Synthesised } from './synthesised.ts';

let app: Synthesised;
let trusted: DeployedFunction | undefined;
let kept: ParametersStandIn;
beforeAll(async () => {
  app = await bundled('trusted');
  trusted = functionsOf(app).get('trusted');
  kept = await startParameters();
});
afterAll(() => kept.stop());

describe('a process whose variables are kept elsewhere', () => {
  it('finds them in its environment', async () => {
    await kept.keep({ maps: '{"token":"hunter2"}', other: 'o', '/maps/key': 'abc' });

    expect([await valueNamed('TOKEN'), await valueNamed('KEY'), await valueNamed('GREETED')]).toEqual([
      'hunter2',
      'abc',
      'the world',
    ]);
  });

  it('has credentials, because it has grants, and nothing else of its function', async () => {
    await kept.keep({ maps: '{"token":"hunter2"}', other: 'o', '/maps/key': 'abc' });

    expect(await valueNamed('AWS_ACCESS_KEY_ID')).toBe('test');
    expect(await valueNamed('TABLE_NAME')).toBe(null);
  });

  it('fails where one has no value, with a sentence', async () => {
    await kept.keep({ maps: '{"token":"hunter2"}', other: 'o' });

    expect(await run('KEY')).toMatchObject({
      outcome: 'failed',
      failure: {
        code: 'job-failed',
        detail:
          'The process trusted is not set up completely: whoever runs it finds in its log what it lacks.',
      },
    });
  });

  it('brings the client that reads them in a file of its own', () => {
    const code = trusted?.code ?? '';
    const main = readFileSync(join(code, 'run-process.mjs'), 'utf8');

    expect(readdirSync(code)).toContain('parameter-store.mjs');
    expect(main).not.toContain('GetParameters');
  });

  it('is the only one to bring it', async () => {
    const first = functionsOf(await bundled('one')).get('first');

    expect(readdirSync(first?.code ?? '')).not.toContain('parameter-store.mjs');
  });

  it('is told no variable of the author by Lambda', () => {
    expect(JSON.stringify(trusted?.properties.Environment)).not.toMatch(/TOKEN|GREETED|maps/);
  });
});

function run(name: string) {
  if (!trusted) throw new Error('There is no function trusted.');
  return invoked(
    trusted,
    { name },
    {
      AWS_ENDPOINT_URL_SSM: kept.endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
  );
}

async function valueNamed(name: string): Promise<unknown> {
  const outcome = await run(name);
  const { values } = JSON.parse(JSON.stringify(outcome)) as {
    readonly values?: { readonly found: { readonly mediaType: string; readonly bytes: string } };
  };
  if (!values) throw new Error(JSON.stringify(outcome));
  const text = Buffer.from(values.found.bytes, 'base64').toString();
  return values.found.mediaType === 'text/plain' ? text : JSON.parse(text);
}
