import { createHash } from 'node:crypto';

/** Whom all jobs belong to where callers are not told apart. */
export const everybody = 'public';

/**
 * The owner that a subject is: no two are the same, and none is `everybody`. It stands in keys and as the group of messages,
 * which SQS takes up to 128 printable characters for; any other subject is hashed.
 *
 * @example ownerOf('jwt', 'auth0|5f7c') // jwt:auth0|5f7c
 */
export function ownerOf(identity: 'jwt' | 'iam', subject: string): string {
  const owner = `${identity}:${subject}`;
  if (/^[!-~]{1,128}$/.test(owner)) return owner;
  return `${identity}#${createHash('sha256').update(subject).digest('hex')}`;
}
