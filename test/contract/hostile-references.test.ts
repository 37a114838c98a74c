import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileAnswers } from './hostile-answers.ts';
import { hostileNames } from './hostile-names.ts';
import { hostileUrls } from './hostile-urls.ts';
import { type SmallInternet, startSmallInternet } from './small-internet.ts';

let internet: SmallInternet;

beforeAll(async () => {
  internet = await startSmallInternet();
});
afterAll(() => internet[Symbol.asyncDispose]());

describe('the corpus', () => {
  test('has at least 60 URLs, and none twice', () => {
    const hrefs = hostileUrls.map(({ href }) => href);

    expect(new Set(hrefs).size).toBe(hrefs.length);
    expect(hrefs.length).toBeGreaterThanOrEqual(60);
  });

  test('has canaries that would see it: where the guard is told to trust an address, they do', async () => {
    for (const canary of ['127.0.0.1', '127.0.0.2', '[::1]', '10.0.0.1']) {
      const before = internet.wire.seen();
      await internet.outcomeOf(`http://${canary}/`, { origins: [`http://${canary}`] });

      expect(internet.wire.seen()).toBe(before + 1);
    }
  });
});

describe('a hostile URL is refused, and no canary hears of it', () => {
  test.each(hostileUrls)('$why: $href', async ({ href, what }) => {
    const opened = internet.wire.opened.length;

    const refusal = await internet.untouched(() => internet.outcomeOf(href));

    expect(refusal).toMatch(new RegExp(` ${what}\\.$`));
    expect(internet.wire.opened.length).toBe(opened);
  });

  test.each(hostileUrls.filter(({ href }) => href.startsWith('https://')))(
    'by http, $why: $href',
    async ({ href, what }) => {
      const refusal = await internet.untouched(() => internet.outcomeOf(href.replace('https:', 'http:')));

      // The port of https is not left out there, and no other is allowed.
      expect(refusal).toMatch(new RegExp(` ${what}\\.$`));
    },
  );

  test.each(hostileUrls.filter(({ href }) => URL.canParse(href) && href.length < 8_000))(
    'as a redirect, $why: $href',
    async ({ href, what }) => {
      const refusal = await internet.untouched(() =>
        internet.outcomeOf(
          `https://data.net.example/to?location=${encodeURIComponent(URL.parse(href)?.href ?? '')}`,
        ),
      );

      expect(refusal).toMatch(new RegExp(` redirects to one that ${what}\\.$`));
    },
  );
});

describe('a name that leads nowhere good is refused', () => {
  const names = Object.entries(hostileNames).map(([label, { what, why }]) => ({ label, what, why }));

  test.each(names)('$why: $label', async ({ label, what }) => {
    for (const href of [`https://${label}.net.example/`, `http://${label}.net.example./`]) {
      expect(await internet.untouched(() => internet.outcomeOf(href))).toBe(`The reference ${href} ${what}.`);
    }
  });

  test.each(names)('as a redirect, $why: $label', async ({ label, what }) => {
    const href = `https://data.net.example/to?location=https://${label}.net.example/`;

    expect(await internet.untouched(() => internet.outcomeOf(href))).toBe(
      `The reference https://data.net.example/to?… ${what}.`,
    );
  });
});

describe('a name that changes its mind', () => {
  test('is asked for once, and the connection goes to what was checked', async () => {
    const opened = internet.wire.opened.length;

    expect(await internet.untouched(() => internet.outcomeOf('https://rebinding.net.example/a'))).toBe(
      'told rebinding.net.example/a',
    );
    expect(internet.wire.opened.slice(opened)).toEqual(['93.184.215.14']);
    expect(await internet.untouched(() => internet.outcomeOf('https://rebinding.net.example/a'))).toBe(
      'The reference https://rebinding.net.example/a leads to a private address.',
    );
  });

  test('is looked at again when it redirects to itself', async () => {
    const href = 'https://rebinding-redirect.net.example/to?location=/again';

    expect(await internet.untouched(() => internet.outcomeOf(href))).toMatch(
      /to\?… leads to a private address\.$/,
    );
  });

  test('is looked at again at the third hop', async () => {
    const href = 'https://rebinding-later.net.example/to?location=/to%3Flocation%3D/again';

    expect(await internet.untouched(() => internet.outcomeOf(href))).toMatch(
      /to\?… leads to a private address\.$/,
    );
  });
});

describe.concurrent('a server that is up to no good is given up', () => {
  test.for(Object.entries(hostileAnswers))('%s', async ([path, { what }], { expect }) => {
    const href = `https://data.net.example${path}`;

    expect(await internet.outcomeOf(href, { timeout: 0.5 })).toBe(`The reference ${href} ${what}.`);
  });

  test('one that never ends its handshake', async ({ expect }) => {
    const href = 'https://handshake.net.example/';

    expect(await internet.outcomeOf(href, { timeout: 0.5 })).toBe(
      `The reference ${href} took longer than 0.5 seconds.`,
    );
    expect(await internet.outcomeOf(href, { idle: 0.1 })).toBe(
      `The reference ${href} said nothing for 0.1 seconds.`,
    );
  });
});
