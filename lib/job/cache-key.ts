import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Everything that a cached result depends on. */
export interface CacheKeyParts {
  readonly processID: string;
  /** Of the process that runs, which may be newer than the one that was asked. */
  readonly version: string;
  /** Whose results they are, `shared` for everybody's. */
  readonly owner: string;
  /** As the client wrote them, never processed. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** All outputs asked for, named or not, with the media type of each: not how they are to be handed over. */
  readonly outputs: Readonly<Record<string, { readonly mediaType: string }>>;
  /** The strong entity tag of each reference, by `href`. */
  readonly etags?: Readonly<Record<string, string>>;
}

/** In place of an owner, where one entry serves all: no owner is empty. */
export const shared = '';

/** Names the cache entry of an execution: lower-case SHA-256 of its parts. */
export function cacheKey({ processID, version, owner, inputs, outputs, etags = {} }: CacheKeyParts): string {
  const formats = Object.fromEntries(Object.entries(outputs).map(([id, { mediaType }]) => [id, mediaType]));
  const parts = canonicalJson({ processID, version, owner, inputs, outputs: formats, etags });
  return createHash('sha256').update(parts).digest('hex');
}
