import type { Job } from '#lib/job/job.ts';

type CacheControl = Readonly<Record<'Cache-Control', string>>;

/** What only a deployment changes. The reasons are in docs/decisions/cache-control.md. */
export const keptForAMinute: CacheControl = { 'Cache-Control': 'max-age=60' };

/** What the next answer may already contradict, and links that let whoever has them in. */
export const keptByNobody: CacheControl = { 'Cache-Control': 'no-store' };

/** What stays as it is for as long as it is there, for those who asked. */
export function keptUntilExpiry({ expiresAt }: Pick<Job, 'expiresAt'>, now: number): CacheControl {
  const seconds = Math.max(0, Math.floor(expiresAt - now / 1000));
  return { 'Cache-Control': `private, max-age=${seconds}, immutable` };
}
