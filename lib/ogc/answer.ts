import type { Link } from './link.ts';

/** What an operation answers; the HTTP edge turns it into a response. */
export interface Answer {
  readonly status: 200 | 201 | 204 | 303 | 503;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as one comma-joined `Link` header. */
  readonly links?: readonly Link[];
  readonly body?: AnswerBody;
}

/** Either a JSON value, which may also be shown as a page, or bytes as they are. */
export type AnswerBody =
  | { readonly json: unknown; readonly mediaType?: string }
  | { readonly bytes: Uint8Array; readonly mediaType: string };
