import { expect } from 'vitest';

/** What AWS answers where an emulator is known to answer otherwise. */
const onAws = {
  /** Status, allowed origin and allowed headers of a preflight. */
  preflight: [204, '*', expect.stringMatching(/content-type.*idempotency-key.*prefer/)] as readonly unknown[],
  /** How a path that is not well encoded reaches a function. */
  'badly encoded path': (path: string): string => path,
};

type Answers = typeof onAws;

/** The other answers, by emulator and gateway. When one of them is mended there, the test fails and the row goes. */
const differences: Readonly<Record<string, Partial<Answers>>> = {
  'ministack HttpApi': {
    // It takes every OPTIONS for a preflight of its own, and refuses it where the gateway has no CORS settings.
    preflight: [403, undefined, undefined],
    'badly encoded path': replaced,
  },
  'ministack RestApi': { 'badly encoded path': replaced },
};

/** What is to be expected of the server under test, `E2E_EMULATOR`; of AWS and the runner where it is absent. */
export function expectedHere<K extends keyof Answers>(name: K): Answers[K] {
  const { E2E_EMULATOR: emulator } = process.env;
  if (emulator === undefined) return onAws[name];
  const known = differences[emulator];
  if (!known) {
    throw new Error(`There is no emulator ${emulator}; there are ${Object.keys(differences).join(', ')}.`);
  }
  return known[name] ?? onAws[name];
}

/** ministack decodes what can be decoded and puts U+FFFD for the rest. */
function replaced(path: string): string {
  return new TextDecoder().decode(bytesOf(path));
}

function bytesOf(path: string): Uint8Array {
  const parts = path
    .split(/(%[0-9a-f]{2})/i)
    .map((part) => (/^%..$/.test(part) ? [Number.parseInt(part.slice(1), 16)] : [...Buffer.from(part)]));
  return Uint8Array.from(parts.flat());
}
