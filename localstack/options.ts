import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toSetting } from '#lib/stack/to-setting.ts';
import type { RunnerOptions } from './runner.ts';

/**
 * Reads what `npm start` was told: `--fresh`, `--watch`, `--processes <index.ts>`, `--minute <seconds>`, `-c name=value`
 * (any number), and `PORT`, `DATA_DIR`, `LOG`, and `JWKS_FILE`, `JWT_ISSUER` and `JWT_AUDIENCE` in the environment. Throws
 * a sentence at anything else.
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): RunnerOptions & { readonly watch: boolean } {
  const { PORT = '8080', DATA_DIR = '.data', LOG = 'warn' } = environment;
  const { values } = parseArgs({
    args: [...args],
    options: {
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      processes: { type: 'string' },
      minute: { type: 'string' },
      config: { type: 'string', short: 'c', multiple: true, default: [] },
    },
  });
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) {
    throw new Error(`PORT is ${JSON.stringify(PORT)}, and must be a number from 0 to 65535.`);
  }
  const minute = Number(values.minute ?? 60);
  if (!(minute > 0 && minute <= 60)) {
    throw new Error(`--minute is ${values.minute}, and must be the seconds that a minute lasts, 60 at most.`);
  }
  return {
    port,
    dataDir: DATA_DIR,
    log: LOG,
    fresh: values.fresh,
    watch: values.watch,
    ...withTokens(Object.fromEntries(values.config.map(toSetting)), environment),
    ...(values.minute !== undefined && { minute }),
    ...(values.processes !== undefined && { processes: values.processes }),
  };
}

/** Who comes with tokens, and the keys that these are checked with. Throws a sentence where only part of that is said. */
function withTokens(
  config: Readonly<Record<string, string>>,
  { JWKS_FILE, JWT_ISSUER, JWT_AUDIENCE }: Readonly<Record<string, string | undefined>>,
): Pick<RunnerOptions, 'config' | 'keys'> {
  const said = Object.entries({ JWKS_FILE, JWT_ISSUER, JWT_AUDIENCE }).filter(([, value]) => value);
  if (said.length === 0) return { config };
  if (!JWKS_FILE || !JWT_ISSUER || !JWT_AUDIENCE) {
    const names = said.map(([name]) => name).join(' and ');
    throw new Error(`JWKS_FILE, JWT_ISSUER and JWT_AUDIENCE need each other, and there is only ${names}.`);
  }
  if (!existsSync(JWKS_FILE)) throw new Error(`JWKS_FILE is ${JWKS_FILE}, and there is no such file.`);
  return {
    config: { identity: 'jwt', issuer: JWT_ISSUER, audience: JWT_AUDIENCE, ...config },
    keys: JWKS_FILE,
  };
}
