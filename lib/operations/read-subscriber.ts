import type { Ports } from '#lib/job/ports.ts';
import type { Problem } from '#lib/ogc/exception.ts';
import { callbackEvents, type Subscriber } from '#lib/ogc/execute.ts';
import { withoutSecrets } from '#lib/ogc/without-secrets.ts';
import { inShort, invalid } from '#lib/process/problems.ts';

/** Characters of a URL: it goes through queues, in a message beside the body. */
const longest = 2_000;

/**
 * Whom to tell of an execution; members that the standard does not know are left out. Absent where nobody is to be told.
 *
 * @throws {Exception} `invalid-parameter`, with all that speaks against the URLs.
 * @see /req/callback/job-callback
 */
export function readSubscriber(
  written: Subscriber | undefined,
  rules: Ports['receiverRules'],
): Subscriber | undefined {
  const uris = callbackEvents.flatMap((event) => {
    const uri = written?.[event];
    return uri === undefined ? [] : [[event, uri] as const];
  });
  const problems = uris.flatMap(([event, uri]): Problem[] => {
    const against = uri.length > longest ? `has more than ${longest} characters` : rules.objection(uri);
    if (against === undefined) return [];
    return [{ path: `/subscriber/${event}`, ...inShort(serverOf(uri)), detail: `The URL ${against}.` }];
  });
  if (problems.length > 0) throw invalid(problems);
  return uris.length === 0 ? undefined : Object.fromEntries(uris);
}

/** Paths of receivers are often secrets, and what is said to the client stands in the log too. */
function serverOf(uri: string): string {
  const url = URL.parse(uri);
  return url?.host ? `${url.protocol}//${url.host}/…` : withoutSecrets(uri);
}
