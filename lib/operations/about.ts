/** What a deployment says of itself. Empty where nothing is said. */
export interface About {
  readonly title: string;
  readonly description: string;
  /** A URL or an e-mail address. */
  readonly contact: string;
  /** A name or a URL. */
  readonly license: string;
  readonly termsOfService: string;
}

/** How a deployment tells callers apart. */
export interface AboutAccess {
  /** `open`, `jwt` or `iam`. */
  readonly identity: string;
  /** Whose tokens count, of identity `jwt`. */
  readonly issuer: string;
}

export function isURL(text: string): boolean {
  return /^https?:\/\//.test(text);
}
