import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Debian's package puts it there; `CHROMIUM` in the environment names another. */
const usual = '/usr/bin/chromium';

/** Nothing here may go out into the network but to the pages. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a Chromium with an empty profile of its own.
 *
 * @throws {Error} saying what is missing.
 */
export function startChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? usual;
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}: install it (\`apt-get install chromium\`), or name another in CHROMIUM.`,
    );
  }
  return chromium.launch({ executablePath, args: flags });
}
