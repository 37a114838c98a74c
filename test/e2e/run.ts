/**
 * `npm run test:e2e`: the tests that speak plain HTTP, against a runner of their own or, with `--url`, any deployment.
 * `--misbehaving-url` is that of `test/processes/`, a runner's where absent; `--callback-host` names host and port on
 * this machine to which both make callbacks, tried again after a second or two; `--emulator` names what serves both,
 * where it is known to differ from AWS. Everything else goes to Vitest.
 */
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const names = {
  url: 'E2E_URL',
  'misbehaving-url': 'E2E_MISBEHAVING_URL',
  'callback-host': 'E2E_CALLBACK_HOST',
  emulator: 'E2E_EMULATOR',
} as const;

const { tokens } = parseArgs({
  args: process.argv.slice(2),
  options: {
    url: { type: 'string' },
    'misbehaving-url': { type: 'string' },
    'callback-host': { type: 'string' },
    emulator: { type: 'string' },
  },
  strict: false,
  tokens: true,
});
const environment: Record<string, string> = {};
const rest: string[] = [];
for (const token of tokens) {
  const name = token.kind === 'option' ? names[token.name as keyof typeof names] : undefined;
  if (name === undefined) rest.push(...written(token));
  else environment[name] = (token.kind === 'option' && token.value) || '';
}
for (const url of [environment.E2E_URL, environment.E2E_MISBEHAVING_URL]) {
  if (url === undefined || /^https?:\/\/[^/].*[^/]$/.test(url)) continue;
  console.error(
    `${JSON.stringify(url)} is no base URL: give one such as https://example.org/prod, without a slash at its end.`,
  );
  process.exit(1);
}

for (const url of [environment.E2E_URL, environment.E2E_MISBEHAVING_URL]) {
  if (url === undefined || (await answers(url))) continue;
  console.error(`Nothing answers at ${url}: start it, or name another base URL.`);
  process.exit(1);
}

const vitest = spawn('vitest', ['run', '--project', 'e2e', ...rest], {
  stdio: 'inherit',
  env: { ...process.env, ...environment },
});
vitest.on('exit', (code) => process.exit(code ?? 1));

function written(token: (typeof tokens)[number]): string[] {
  if (token.kind === 'positional') return [token.value];
  if (token.kind === 'option') return [token.rawName, ...(token.value === undefined ? [] : [token.value])];
  return [];
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(30_000) }).then(
    () => true,
    () => false,
  );
}
