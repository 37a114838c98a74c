/**
 * `npm run test:conformance`: holds a server to the 83 requirements of OGC API – Processes 1.0, by plain HTTP. `--url`
 * is its base URL; without it the example app is started here. `--echo-process` names processes that give back what
 * they are given (repeat it), `--callback-host` the name under which the server reaches this suite, `--json` prints for
 * programs, and `--write` writes docs/conformance.md. The exit code is 1 when a check failed.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { freePort } from '#localstack/free-port.ts';
import { conformancePage, pageFile } from './page.ts';
import { followedOf, jsonOf, lineOf, summaryOf } from './report.ts';
import { serverAt } from './server.ts';
import { startExample } from './start-example.ts';
import { runSuite } from './suite.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'echo-process': { type: 'string', multiple: true, default: ['echo', 'echo-all'] },
    'callback-host': { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const { url, 'echo-process': echoProcesses, json, write } = values;
if (url !== undefined && !/^https?:\/\/[^/]/.test(url)) {
  console.error(`${JSON.stringify(url)} is no base URL: give one such as https://example.org/ogc.`);
  process.exit(1);
}

const callbackHost =
  values['callback-host'] ?? (url === undefined ? `127.0.0.1:${await freePort()}` : undefined);
const example =
  url === undefined && callbackHost !== undefined ? await startExample(callbackHost) : undefined;
try {
  const base = (example?.url ?? url ?? '').replace(/\/+$/, '');
  const server = serverAt(base, { echoProcesses, ...(callbackHost !== undefined && { callbackHost }) });
  const verdicts = await runSuite(server, json ? undefined : (verdict) => console.log(lineOf(verdict)));
  console.log(json ? jsonOf(base, verdicts) : `\n${followedOf(verdicts)}\n${summaryOf(verdicts)}`);
  if (write) await writeFile(pageFile, conformancePage(verdicts));
  if (verdicts.some(({ verdict }) => verdict === 'failed')) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await example?.stop();
}
