/** A request and what was answered to it, as recorded: all that a check may look at. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    /** Absolute. */
    readonly url: string;
    /** By name in lower case. */
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  };
  /** Of the status line, such as `1.1`. */
  readonly httpVersion: string;
  readonly status: number;
  /** By name in lower case; several of a name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** As text in UTF-8. */
  readonly body: string;
}

/** The exchanges that a check needs, by the names it gives them. */
export type Exchanges = Readonly<Record<string, Exchange | readonly Exchange[]>>;
