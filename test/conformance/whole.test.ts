import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { conformancePage, pageFile } from './page.ts';
import { type Server, serverAt } from './server.ts';
import { runSuite, type Verdict } from './suite.ts';

/** Verdicts that the page is about are those of a runner of this project's own. */
const isOurs = process.env.E2E_URL === undefined;

describe('the conformance suite, against this server', () => {
  const server: Server = serverAt(inject('url'), { echoProcesses: ['echo', 'echo-all'] });
  let verdicts: readonly Verdict[];
  beforeAll(async () => {
    verdicts = await runSuite(server);
  });

  it('finds no requirement broken', () => {
    const failed = verdicts.filter(({ verdict }) => verdict === 'failed');

    expect(failed.map(({ check, reasons }) => ({ id: check.id, reasons }))).toEqual([]);
    expect(verdicts.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(70);
  });

  it(`finds what ${pageFile} says`, async () => {
    const page = await readFile(pageFile, 'utf8');

    expect(page).toBe(isOurs ? conformancePage(verdicts) : page);
  });
});
