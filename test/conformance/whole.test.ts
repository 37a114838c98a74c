import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { definitionOf } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { operationFor, responseFor } from './openapi-document.ts';
import { conformancePage, pageFile } from './page.ts';
import { isObject } from './reading.ts';
import { type Server, serverAt } from './server.ts';
import { runSuite, type Verdict } from './suite.ts';

/** Verdicts that the page is about are those of a runner of this project's own. */
const isOurs = process.env.E2E_URL === undefined;

describe('the conformance suite, against this server', () => {
  const server: Server = serverAt(inject('url'), {
    echoProcesses: ['echo', 'echo-all'],
    ...(inject('callbackHost') !== '' && { callbackHost: inject('callbackHost') }),
  });
  let verdicts: readonly Verdict[];
  beforeAll(async () => {
    verdicts = await runSuite(server);
  });

  it('finds no requirement broken, and no recommendation that is not followed', () => {
    const failed = verdicts.filter(({ verdict }) => verdict === 'failed' || verdict === 'not followed');

    expect(failed.map(({ check, reasons }) => ({ id: check.id, reasons }))).toEqual([]);
    expect(verdicts.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(70);
  });

  it('/req/oas30/completeness: has every header of every answer in the definition', async () => {
    const definition = await definitionOf(server);
    const undeclared = server.recorded.flatMap((exchange) =>
      undeclaredHeaders(definition, exchange).map(
        (name) => `${exchange.request.method} ${exchange.status} ${name}`,
      ),
    );

    expect([...new Set(undeclared)]).toEqual([]);
  });

  it(`finds what ${pageFile} says`, async () => {
    const page = await readFile(pageFile, 'utf8');

    expect(page).toBe(isOurs ? conformancePage(verdicts) : page);
  });
});

/** Those that HTTP or AWS brings along; OpenAPI has `Content-Type` elsewhere. */
const ofOthers =
  /^(connection|content-(length|type)|date|keep-alive|server|transfer-encoding|via|x-amz.*|apigw-.*)$/;

/** Of an answer that an operation of the definition gave. */
function undeclaredHeaders(definition: Exchange, exchange: Exchange): readonly string[] {
  const found = operationFor(definition, exchange);
  const response = found && responseFor(found, exchange.status);
  if (!response) return [];
  const { headers } = response;
  const declared = Object.keys(isObject(headers) ? headers : {}).map((name) => name.toLowerCase());
  return Object.keys(exchange.headers).filter((name) => !ofOthers.test(name) && !declared.includes(name));
}
