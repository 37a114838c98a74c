import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Check, classOf, problemsOf } from '#test/conformance/check.ts';
import { callback, dismiss } from '#test/conformance/fixtures/callback-and-dismiss.ts';
import { coreDiscovery } from '#test/conformance/fixtures/core-discovery.ts';
import { coreExecution } from '#test/conformance/fixtures/core-execution.ts';
import { coreInputs } from '#test/conformance/fixtures/core-inputs.ts';
import { coreJobs } from '#test/conformance/fixtures/core-jobs.ts';
import { coreProcess } from '#test/conformance/fixtures/core-process.ts';
import { descriptions } from '#test/conformance/fixtures/description.ts';
import { html, json } from '#test/conformance/fixtures/encodings.ts';
import type { Fixtures } from '#test/conformance/fixtures/fixture.ts';
import { jobList } from '#test/conformance/fixtures/job-list.ts';
import { oas30 } from '#test/conformance/fixtures/oas30.ts';
import { recommendations } from '#test/conformance/fixtures/recommendations.ts';
import { quirks } from '#test/conformance/quirks.ts';
import { requirements } from '#test/conformance/requirements.ts';
import { checks } from '#test/conformance/suite.ts';

const fixtures: Fixtures = {
  ...coreDiscovery,
  ...coreProcess,
  ...coreInputs,
  ...coreExecution,
  ...coreJobs,
  ...descriptions,
  ...json,
  ...html,
  ...jobList,
  ...callback,
  ...dismiss,
  ...oas30,
  ...recommendations,
};

describe('the conformance suite', () => {
  it('has a check for each of the 83 requirements, under its number and id', () => {
    const wanted = requirements().map(({ number, id }) => `${number} ${id}`);
    const there = checks.map(({ number, id }) => `${number} ${id}`);

    expect(wanted).toHaveLength(83);
    expect(there.filter((one) => /^[CPJHOLKD]\d/.test(one)).sort()).toEqual(wanted.sort());
  });

  it('has each check in the class that the standard has it in', () => {
    const classes = new Map(requirements().map((one) => [one.number, one.class]));

    expect(
      checks.filter((check) => classes.has(check.number) && classOf(check) !== classes.get(check.number)),
    ).toEqual([]);
  });

  it('has right and wrong exchanges for each check, and none that belong to no check', () => {
    expect(Object.keys(fixtures).sort()).toEqual(checks.map(({ number }) => number).sort());
  });

  it.each(checks)('$id: $title', async (check: Check) => {
    const { right, wrong, because } = fixtures[check.number] ?? {};
    if (!right || !wrong) throw new Error(`${check.number} has no exchanges.`);

    expect(await problemsOf(check, right)).toEqual([]);
    expect((await problemsOf(check, wrong)).join('\n')).toContain(because);
  });

  it('knows the requirements as the standard prints them', () => {
    const text = readFileSync('test/conformance/requirements.csv', 'utf8');

    expect(text).toContain('C45,core,/req/core/job-results-exception/results-not-ready,');
  });
});

it.each(Object.keys(quirks))('the quirk %s of the official suite has a test that names it', (name) => {
  const tests = readFileSync('test/conformance/quirks.test.ts', 'utf8');

  expect(tests).toMatch(new RegExp(`'(?:[§\\w.]+, )?${name}\\b[^\\n]*: `));
});
