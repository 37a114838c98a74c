/** A request as the operations see it, whatever transport brought it. */
export interface Request {
  readonly method: string;
  /** Path below the base URL, without trailing slash, such as `/jobs/42`. */
  readonly path: string;
  /** The API's own absolute URL, without trailing slash. Never taken from a client's header. */
  readonly base: string;
  /** Path parameters by name, decoded: `processID`, `jobID`, `outputID`, `name`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** A header's value by lower-case name; several lines of one header come joined by commas. */
  header(name: string): string | undefined;
  readonly body: Uint8Array;
  /** Whom jobs of this request belong to. Asking throws where nobody is known who may have any. */
  readonly owner: string;
  /** Whether the requester sees and dismisses jobs of all owners. */
  readonly operator?: boolean;
}
