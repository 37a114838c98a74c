import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetched } from '#lib/job/ports.ts';

/** A fetched reference with this content, in a real temporary file. */
export async function fetchedFile(
  content: string | Uint8Array,
  { mediaType, etag }: Pick<Fetched, 'mediaType' | 'etag'> = {},
): Promise<Fetched> {
  const file = join(tmpdir(), `reference-${randomUUID()}`);
  await writeFile(file, content);
  return {
    file,
    size: Buffer.byteLength(content),
    ...(mediaType !== undefined && { mediaType }),
    ...(etag !== undefined && { etag }),
    dispose: () => rm(file, { force: true }),
  };
}
