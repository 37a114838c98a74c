/** A page for people: an HTML document, and the policy that says what it may load. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}
