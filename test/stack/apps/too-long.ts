import { first } from './first.ts';

/** An app whose one process wants its results cached for longer than the bucket keeps them. */
export const tooLong = { ...first, cache: { ttl: 31 * 24 * 3600 } };
