import { first } from './first.ts';

/** An app whose process names a file that does not exist. */
export const incomplete = { ...first, bundle: { external: [], files: ['./nowhere.csv'] } };
