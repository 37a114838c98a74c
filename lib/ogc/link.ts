/** A link as the standard's link.yaml has it; `href` is absolute wherever it reaches a client. */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly hreflang?: string;
  readonly title?: string;
}
