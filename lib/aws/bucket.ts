import type { Objects } from './objects.ts';

/** The one bucket. Its client is loaded on first use: most requests never need it. */
export interface Bucket {
  readonly name: string;
  objects(): Promise<Objects>;
}
