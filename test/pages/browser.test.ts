import { type AxeResults, source as axe } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { api } from '#test/e2e/client.ts';
import { startChromium } from './chromium.ts';
import { everyPage, type PageRequest } from './every-page.ts';

const browser = await startChromium();
const pages = Object.entries(await everyPage());
const screens = [
  ['light and wide', { colorScheme: 'light', viewport: { width: 1280, height: 800 } }],
  ['dark and narrow', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
] as const;
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

afterAll(() => browser.close());

/** Opens a page as a browser's navigation does, a POST included. */
async function open(page: Page, { url, body, headers }: PageRequest): Promise<void> {
  await page.unrouteAll();
  if (body !== undefined) {
    await page.route(url, (route) =>
      route.continue({
        method: 'POST',
        headers: { ...route.request().headers(), 'content-type': 'application/json', ...headers },
        postData: JSON.stringify(body),
      }),
    );
  }
  await page.goto(url);
}

/** What axe finds wrong: the rule, and where. Everything folded is unfolded first, so that it is looked at too. */
async function violationsOn(page: Page): Promise<readonly string[]> {
  await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
  await page.evaluate(axe);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: levels } });
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.each(screens)('in Chromium, %s', (_, screen) => {
  let page: Page;
  /** What the browser refused to do, and what it asked for beside the page itself. */
  const unwanted: string[] = [];

  beforeAll(async () => {
    page = await browser.newPage(screen);
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) unwanted.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.isNavigationRequest() && !request.url().startsWith('data:')) unwanted.push(request.url());
    });
  });
  afterAll(() => page.close());

  it.each(pages)('%s meets WCAG 2 A and AA, fits, and loads nothing', async (_, request) => {
    unwanted.length = 0;

    await open(page, request);

    expect(await violationsOn(page)).toEqual([]);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(screen.viewport.width);
    // A running job asks for itself again.
    expect(unwanted.filter((url) => !/\/jobs\/[^/]+\?f=html$/.test(url))).toEqual([]);
  });

  it('axe is there, and complains', async () => {
    await page.setContent('<html><body><img src="data:image/png;base64,AAAA"></body></html>');

    expect(await violationsOn(page)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^image-alt/), expect.stringMatching(/^html-has-lang/)]),
    );
  });
});

describe('a running job', () => {
  const job = () => api.submit('echo', { inputs: { stringInput: 'Hello', pause: 4 } });
  const status = (page: Page) => page.locator('[data-live="status"]');

  it('comes up to date in place, until it is over', async () => {
    const page = await browser.newPage();
    await page.goto(await job());
    await page.evaluate("document.body.dataset.same = 'yes'");
    await page.locator('main a').first().focus();

    await status(page).getByText('successful').waitFor({ timeout: 60_000 });

    expect(await page.evaluate('document.body.dataset.same')).toBe('yes');
    expect(await page.title()).toBe('echo: successful');
    expect(await page.getByRole('link', { name: 'The results of this job' }).count()).toBeGreaterThan(0);
    await page.close();
  });

  it('comes up to date without scripts too', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(await job());

    await status(page).getByText('successful').waitFor({ timeout: 60_000 });

    expect(page.url()).toMatch(/\?f=html$/);
    await page.close();
  });

  it('that is dismissed meanwhile says so', async () => {
    const page = await browser.newPage();
    const url = await api.submit('echo', { inputs: { stringInput: 'Hello', pause: 30 } });
    await page.goto(url);

    await fetch(url, { method: 'DELETE' });

    await status(page).getByText('dismissed', { exact: true }).waitFor({ timeout: 60_000 });
    await page.close();
  });
});

describe('a job that is watched', () => {
  /** Opens a running job whose fresh copies are answered with these statuses, then by the server. */
  async function watch(statuses: number[]): Promise<Page> {
    const page = await browser.newPage();
    await page.route(/\?f=html$/, (route) => {
      const status = statuses.shift();
      if (status === undefined) return route.continue();
      return route.fulfill({ status, contentType: 'text/html', body: `<title>${status}</title>` });
    });
    await page.goto(await api.submit('echo', { inputs: { stringInput: 'Hello', pause: 2 } }));
    return page;
  }

  it('is asked for again when the server fails', async () => {
    const page = await watch([503, 502]);

    await page.locator('[data-live="status"]').getByText('successful').waitFor({ timeout: 60_000 });

    expect(await page.title()).toBe('echo: successful');
    await page.close();
  });

  it('makes place for the exception when it is gone', async () => {
    const page = await watch([410, 410]);

    await page.waitForURL(/\?f=html$/, { timeout: 60_000 });

    expect(await page.title()).toBe('410');
    await page.close();
  });
});

describe('the pages lead on', () => {
  it('from the landing page to a process, by links alone', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${api.url}/`);

    await page.getByRole('main').getByRole('link', { name: 'Processes', exact: true }).click();
    await page.getByRole('link', { name: 'Buffer', exact: true }).click();

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Buffer');
    await page.getByRole('link', { name: 'This page as JSON' }).click();
    expect(await page.evaluate('document.contentType')).toBe('application/json');
    await page.close();
  });

  it('through a list that takes several pages', async () => {
    const { processes } = (await api.json('/processes?limit=3')) as {
      processes: readonly { title: string }[];
    };
    const page = await browser.newPage();
    await page.goto(`${api.url}/processes?limit=2`);

    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').click();

    expect(await page.getByRole('heading', { level: 2 }).first().textContent()).toBe(processes[2]?.title);
    await page.close();
  });
});
