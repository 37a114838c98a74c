import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'home-'));
afterAll(() => rmSync(home, { recursive: true }));

/** As on a machine that knows nothing of AWS. */
async function npmRun(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    env: {
      PATH,
      HOME: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      npm_config_update_notifier: 'false',
      CDK_DISABLE_CLI_TELEMETRY: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, out, sentences: error.trimEnd().split('\n') };
}

const noCredentials =
  'There are no AWS credentials: log in by `aws login` or `aws sso login`, or set AWS_PROFILE to a profile that `aws configure` has made.';

describe('without credentials', () => {
  test.each([['deploy'], ['diff'], ['destroy']])('npm run %s says so, and starts nothing', async (script) => {
    const outdir = join(home, `${script}.out`);
    const began = performance.now();

    const ended = await npmRun(script, ['-c', 'stage=test', '--output', outdir], {
      AWS_REGION: 'eu-central-1',
    });

    expect(ended).toEqual({ code: 1, out: '', sentences: [noCredentials] });
    expect(readdirSync(home)).not.toContain(`${script}.out`);
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test('npm run deploy says what is wrong with settings, processes and region in the same breath', async () => {
    const processes = '{"bufer": {"memory": 512}, "echo": {"memory": 64}}';

    const { code, sentences } = await npmRun('deploy', ['-c', 'stage=Prod!', '-c', `processes=${processes}`]);

    expect(code).toBe(1);
    expect(sentences).toEqual([
      expect.stringMatching(/^The setting stage must be .*, not "Prod!"\.$/),
      expect.stringMatching(/^The setting processes must be .*memory \(128 to 10240\)/),
      expect.stringMatching(/^It is not known which region is meant: set AWS_REGION/),
      noCredentials,
    ]);
  });

  test('so is what a process has that cannot be deployed', async () => {
    const { code, sentences } = await npmRun('deploy', ['-c', 'cacheHoursMaximum=1', '-c', 'cacheHours=1'], {
      AWS_REGION: 'eu-central-1',
    });

    expect(code).toBe(1);
    expect(sentences[0]).toMatch(/^Process buffer: `cache\.ttl` is 48 hours\./);
    expect(sentences.at(-1)).toBe(noCredentials);
  });
});

test.each([['deploy'], ['diff'], ['destroy']])("npm run %s -- --help is the CDK's own", async (script) => {
  const { code, out } = await npmRun(script, ['--help']);

  expect({ code, help: out.split('\n', 1)[0] }).toEqual({
    code: 0,
    help: expect.stringContaining(`cdk ${script}`),
  });
});
