import { mediaTypes } from './media-types.ts';

/** The media type as a header says it: our own text is UTF-8, which clients do not guess. */
export function withCharset(mediaType: string): string {
  return mediaType === mediaTypes.text || mediaType === mediaTypes.html
    ? `${mediaType}; charset=utf-8`
    : mediaType;
}
