import type { Fetched, Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { toReferences } from '#lib/ogc/input-value.ts';
import { withoutSecrets } from '#lib/ogc/without-secrets.ts';

/** What was fetched, by `href`; disposed of, the temporary files are gone. */
export interface FetchedReferences extends AsyncDisposable {
  readonly files: Readonly<Record<string, Fetched>>;
}

type Reference = ReturnType<typeof toReferences>[number];

/** References that are fetched at once. */
const atOnce = 4;

/**
 * Fetches the inputs that are given by reference, each `href` once.
 *
 * @throws {Exception} `invalid-parameter`, naming the input that could not be fetched, and why.
 * @see /req/core/process-execute-inputs
 */
export async function fetchReferences(
  { references }: Pick<Ports, 'references'>,
  wanted: readonly Reference[],
  signal: AbortSignal,
): Promise<FetchedReferences> {
  const waiting = [...new Map(wanted.map((reference) => [reference.href, reference])).values()];
  const fetched = new Map<string, Fetched>();
  const failure = new AbortController();
  const either = AbortSignal.any([signal, failure.signal]);

  const lines = Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next && !failure.signal.aborted; next = waiting.shift()) {
      try {
        fetched.set(next.href, await references.fetch(next.href, either));
      } catch (error) {
        failure.abort(error instanceof Exception ? refusal(next, error) : error);
      }
    }
  });
  await Promise.all(lines);

  const dispose = async () => {
    await Promise.all([...fetched.values()].map((file) => file.dispose()));
  };
  if (failure.signal.aborted) {
    await dispose();
    throw failure.signal.reason;
  }
  return { files: Object.fromEntries(fetched), [Symbol.asyncDispose]: dispose };
}

function refusal({ inputID, path, href }: Reference, cause: Exception): Exception {
  const detail = `The input \`${inputID}\` could not be fetched: ${cause.message}`;
  const problems = [{ path, value: JSON.stringify(withoutSecrets(href)), detail: cause.message }];
  return new Exception('invalid-parameter', detail, { problems, cause });
}
