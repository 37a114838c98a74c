import type { StoredOutput, StoredOutputs } from './job.ts';

/** Decides where outputs live: small ones stay as bytes, larger ones go to the bucket under `prefix`. */
export interface NewOutputs {
  /** `prefix` is `jobs/<jobID>/<attempt>` or `results/<cache key>/<attempt>`, without trailing slash. */
  store(prefix: string, values: StoredOutputs): Promise<StoredOutputs>;
}

/** Reads the bytes of an output, wherever it lives. */
export interface Outputs {
  bytes(output: StoredOutput): Promise<Uint8Array>;
}

/** Makes links to objects in the bucket, valid for at most 15 minutes. */
export interface Links {
  /** `disposition` is the file name that a browser saves it under. */
  link(key: string, options: { readonly mediaType?: string; readonly fileName?: string }): Promise<string>;
}

/** Deletes a job's own outputs from the bucket; never those under `results/`. */
export interface Removals {
  remove(keys: readonly string[]): Promise<void>;
}

/** Deletes all that the bucket has of a job that is gone: its submission, and its own outputs, which have these keys. */
export interface Remains {
  remove(jobID: string, keys: readonly string[]): Promise<void>;
}

/** All that is in the bucket, when the bucket itself is to go. */
export interface Contents {
  /** Whether the bucket is there and says that its contents may go with it. */
  expendable(): Promise<boolean>;
  /** At most 1000 keys; none when nothing is left. */
  some(): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
}
