import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Announcement = z.object({
  pid: z.int(),
  url: z.string(),
  /** URLs of what stands in for the services. */
  endpoints: z.object({ dynamodb: z.string(), sqs: z.string() }),
  /** Those of the stack. */
  outputs: z.record(z.string(), z.unknown()),
  /** File of what the functions print. */
  log: z.string(),
});

/** What a runner lets the commands of operators know. */
export type Announcement = z.infer<typeof Announcement>;

/** Lets others know of a runner in its data folder; the function that comes back takes that away. */
export function announce(folder: string, announcement: Announcement): () => void {
  writeFileSync(fileIn(folder), JSON.stringify(announcement));
  return () => rmSync(fileIn(folder), { force: true });
}

/** The runner that uses a data folder; absent when there is none, or when it was killed. */
export function announced(folder: string): Announcement | undefined {
  try {
    const announcement = Announcement.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
    process.kill(announcement.pid, 0);
    return announcement;
  } catch {
    return undefined;
  }
}

function fileIn(folder: string): string {
  return join(folder, 'runner.json');
}
