/** `npm run bench`: measures bundles, requests and load on this machine, and ends with 1 when a target is missed. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureBundles } from './bundles.ts';
import { measureLoad } from './load.ts';
import { bundleTable, loadTable, requestTable, synthesisTable, targetTable } from './report.ts';
import { countRequests } from './request-counts.ts';
import { measureSynthesis } from './synthesis.ts';
import { bundleTargets, requestTargets } from './targets.ts';

const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const bundles = await measureBundles(join(folder, 'bundles'));
say('Bundles', bundleTable(bundles));
mkdirSync(join(folder, 'processes'));
say('Synthesis', synthesisTable(await measureSynthesis(join(folder, 'processes'))));
const counts = await countRequests(join(folder, 'requests'));
say('Requests of one operation', requestTable(counts));
say('Load, four clients at once', loadTable(await measureLoad(join(folder, 'load'))));
const targets = [...bundleTargets(bundles), ...requestTargets(counts)];
say('Targets', targetTable(targets));
process.exit(targets.every(({ met }) => met) ? 0 : 1);

function say(title: string, text: string): void {
  process.stdout.write(`\n${title}\n\n${text}\n`);
}
