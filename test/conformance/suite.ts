import { type Check, classOf, isRecommendation, NotRun, problemsOf } from './check.ts';
import { callback } from './checks/callback.ts';
import { coreDiscovery } from './checks/core-discovery.ts';
import { coreExecution } from './checks/core-execution.ts';
import { coreInputForms } from './checks/core-input-forms.ts';
import { coreInputs } from './checks/core-inputs.ts';
import { coreJobs } from './checks/core-jobs.ts';
import { coreProcess } from './checks/core-process.ts';
import { description } from './checks/description.ts';
import { dismiss } from './checks/dismiss.ts';
import { html } from './checks/html.ts';
import { jobList } from './checks/job-list.ts';
import { jobListFilters } from './checks/job-list-filters.ts';
import { json } from './checks/json.ts';
import { oas30 } from './checks/oas30.ts';
import { recommendations } from './checks/recommendations.ts';
import type { Server } from './server.ts';

/**
 * A check for each requirement, and each recommendation that this project follows. Those of `oas30` are last: they look
 * at what the others exchanged.
 */
export const checks: readonly Check[] = [
  ...coreDiscovery,
  ...coreProcess,
  ...coreInputs,
  ...coreInputForms,
  ...coreExecution,
  ...coreJobs,
  ...description,
  ...json,
  ...html,
  ...jobList,
  ...jobListFilters,
  ...callback,
  ...dismiss,
  ...recommendations,
  ...oas30,
];

export interface Verdict {
  readonly check: Check;
  /** `not followed` is said of recommendations, which no server has to follow, in place of `failed`. */
  readonly verdict: 'passed' | 'failed' | 'not followed' | 'not run';
  /** What was wrong, or what is missing; none where it passed. */
  readonly reasons: readonly string[];
}

const prefix = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf';

/** Runs every check against a server, one after the other. `tell` hears of each verdict. */
export async function runSuite(
  server: Server,
  tell: (verdict: Verdict) => void = () => {},
): Promise<readonly Verdict[]> {
  const declared = await server.once('conformance', () => server.get('/conformance'));
  const classes = declared.body.replaceAll('\\/', '/');
  const verdicts: Verdict[] = [];
  for (const check of checks) {
    const verdict = { check, ...(await verdictOf(check, server, classes)) };
    tell(verdict);
    verdicts.push(verdict);
  }
  return verdicts;
}

async function verdictOf(check: Check, server: Server, declared: string): Promise<Omit<Verdict, 'check'>> {
  const name = classOf(check);
  if (name !== 'core' && !declared.includes(`"${prefix}/${name}"`)) {
    return { verdict: 'not run', reasons: [`the server does not declare the class ${name}`] };
  }
  const wrong = isRecommendation(check) ? 'not followed' : 'failed';
  try {
    const problems = await problemsOf(check, await check.exchanges(server));
    return { verdict: problems.length === 0 ? 'passed' : wrong, reasons: problems };
  } catch (error) {
    if (error instanceof NotRun) return { verdict: 'not run', reasons: [error.message] };
    return { verdict: wrong, reasons: [error instanceof Error ? error.message : String(error)] };
  }
}
