/**
 * `npm run cost -- --processes 50 --requests 1000000 --jobs 10000`: what a month of a stage costs, roughly.
 * `--write` renews the tables of docs/cost.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { usageOfMonth } from './cost-model.ts';
import { readMonth } from './cost-options.ts';
import { pricesOf } from './cost-prices.ts';
import { usageTable, withTables } from './cost-tables.ts';
import { fail } from './processes.ts';

const page = 'docs/cost.md';
const args = process.argv.slice(2);
if (args.includes('--write')) {
  await writeFile(page, withTables(await readFile(page, 'utf8')));
} else {
  const month = readMonth(args);
  if (typeof month === 'string') fail(month);
  console.log(
    `A month in US dollars (${pricesOf}; no free tier, no storage; read ${page} for what is assumed)\n`,
  );
  console.log(usageTable(usageOfMonth(month)));
}
