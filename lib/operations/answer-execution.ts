import type { StoredOutputs } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toResults } from '#lib/job/to-results.ts';
import { jobURL } from '#lib/job/to-status-info.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { acceptOf, wantsPage } from '#lib/ogc/format.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Execution } from './execution.ts';
import { orGone } from './or-gone.ts';
import { presentResults } from './present-results.ts';

/** Names the preferences that were honoured. /rec/core/process-execute-preference-applied */
export function applied(preferences: readonly string[]): Readonly<Record<string, string>> {
  return preferences.length > 0 ? { 'Preference-Applied': preferences.join(', ') } : {};
}

/**
 * The results of a synchronous execution, as they were asked for; for a page as one document. Where a job stands behind
 * them there is a link to it, otherwise none of that kind.
 *
 * @throws {Exception} `gone` where that job is dismissed meanwhile.
 * @see /req/core/job-results-success-sync
 */
export async function presentExecution(
  ports: Pick<Ports, 'outputs' | 'results'>,
  { request, submission, plan }: Execution,
  {
    values,
    jobID,
    headers,
  }: {
    readonly values: StoredOutputs;
    readonly jobID?: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<Answer> {
  const { base } = request;
  const presented = presentResults(ports, {
    results: {
      ...toResults(values, submission),
      ...(wantsPage(request) && { response: 'document' }),
    },
    base,
    accept: acceptOf(request),
    outputIDs: Object.keys(plan.requested),
    jobID,
  });
  const answer = await (jobID === undefined ? presented : orGone(ports, jobID, presented));
  const all = { ...answer, headers: { ...answer.headers, ...headers } };
  if (jobID === undefined) return all;
  const monitor = {
    href: jobURL(base, jobID),
    rel: relations.monitor,
    type: mediaTypes.json,
    title: 'The job behind these results',
  };
  return { ...all, links: [...(answer.links ?? []), monitor] };
}
