import type { Results, StoredOutput } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { asksForJson } from '#lib/ogc/accept.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { multipart } from '#lib/ogc/multipart.ts';
import { relations } from '#lib/ogc/relations.ts';
import { withCharset } from '#lib/ogc/with-charset.ts';
import { documentValue, inFormat } from './present-value.ts';

/** Bytes that go by value: base64 of more would not fit what a function may return. */
export const valueLimit = 4_000_000;

export interface Presentation {
  readonly results: Results;
  readonly base: string;
  readonly accept: string | undefined;
  /** The job behind the results; without one everything goes by value. */
  readonly jobID?: string | undefined;
  /** Outputs that were asked for, where `results.outputs` does not name them: all of the process. */
  readonly outputIDs?: readonly string[] | undefined;
  /** Bytes that a document may have by value. */
  readonly room?: number | undefined;
}

export interface Presented extends Answer {
  /** Every output is there by value. */
  readonly whole?: boolean;
}

/**
 * Results in the form that the execute request asked for, the same for a synchronous answer and for those of a job:
 * raw or document, by value or by reference. Outputs that are missing, because they are optional, are left out.
 *
 * @see /req/core/process-execute-sync-raw-value-one
 * @see /req/core/job-results-async-document
 */
export async function presentResults(
  { outputs }: Pick<Ports, 'outputs'>,
  { results, base, accept, jobID, outputIDs, room }: Presentation,
): Promise<Presented> {
  const requests = results.outputs ?? {};
  const asked = Object.keys(requests).length > 0 ? Object.keys(requests) : outputIDs;
  const many = (asked ?? Object.keys(results.values)).length > 1;
  const response =
    results.response ?? (many && asksForJson(accept, mediaTypes.multipart) ? 'document' : 'raw');
  const items = Object.entries(results.values).map(([id, output]): Item => {
    const href = jobID === undefined ? undefined : outputURL(base, jobID, id);
    const byReference = requests[id]?.transmissionMode === 'reference';
    const wish = many || response === 'document' || !asksForJson(accept, output.mediaType);
    const format = requests[id]?.format?.mediaType ?? (wish ? undefined : mediaTypes.json);
    return { id, output, href, byReference: byReference && href !== undefined, format };
  });
  if (response === 'document') return documentOf(outputs, items, room);
  if (items.every(({ byReference }) => byReference)) return { status: 204, links: items.map(toLink) };
  const [item] = items;
  return item === undefined || many ? partsOf(outputs, items) : rawOf(outputs, item);
}

/** The link that an output is handed out by: it stays valid, and leads to the bytes wherever they are. */
export function outputURL(base: string, jobID: string, outputID: string): string {
  return `${base}/jobs/${encodeURIComponent(jobID)}/results/${encodeURIComponent(outputID)}`;
}

interface Item {
  readonly id: string;
  readonly output: StoredOutput;
  /** Absent where there is no job to link to. */
  readonly href: string | undefined;
  readonly byReference: boolean;
  /** Media type asked for; absent: as it is. */
  readonly format: string | undefined;
}

async function rawOf(outputs: Ports['outputs'], item: Item): Promise<Presented> {
  if (item.href !== undefined && item.output.size > valueLimit) {
    return { status: 303, headers: { Location: item.href } };
  }
  const { mediaType } = item.output;
  const body = inFormat({ mediaType, bytes: await outputs.bytes(item.output) }, item.format);
  return { status: 200, body, whole: true };
}

async function partsOf(outputs: Ports['outputs'], items: readonly Item[]): Promise<Presented> {
  let room = valueLimit;
  const parts = [];
  let whole = true;
  for (const { id, output, href, byReference, format } of items) {
    if (href !== undefined && (byReference || output.size > room)) {
      const headers = {
        'Content-ID': id,
        'Content-Type': withCharset(output.mediaType),
        'Content-Location': href,
      };
      parts.push({ headers, body: new Uint8Array() });
      whole = false;
      continue;
    }
    const value = inFormat({ mediaType: output.mediaType, bytes: await outputs.bytes(output) }, format);
    room -= value.bytes.length;
    parts.push({
      headers: { 'Content-ID': id, 'Content-Type': withCharset(value.mediaType) },
      body: value.bytes,
    });
  }
  return { status: 200, body: multipart(parts), whole };
}

/** results.yaml. An output that does not fit is there as a link. */
async function documentOf(
  outputs: Ports['outputs'],
  items: readonly Item[],
  limit = valueLimit,
): Promise<Presented> {
  let room = limit;
  const members: [string, unknown][] = [];
  let whole = true;
  for (const item of items) {
    const { id, output, href, byReference, format } = item;
    const link = href === undefined ? undefined : { href, type: output.mediaType, title: titleOf(id) };
    if (link && (byReference || output.size > room)) {
      members.push([id, link]);
      whole = false;
      continue;
    }
    const bytes = await outputs.bytes(output);
    const { value, size } = documentValue({ mediaType: output.mediaType, bytes }, format);
    const fits = link === undefined || size <= room;
    members.push([id, fits ? value : link]);
    if (fits) room -= size;
    else whole = false;
  }
  return { status: 200, body: { json: Object.fromEntries(members) }, whole };
}

function toLink({ id, output, href = '' }: Item): Link {
  return { href, rel: relations.results, type: output.mediaType, title: titleOf(id) };
}

function titleOf(outputID: string): string {
  return `The output ${outputID}`;
}
