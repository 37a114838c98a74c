import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/** Payload format 1.0, which both kinds of gateway deliver; members that one of them leaves out are optional. */
export type Event = Pick<APIGatewayProxyEvent, 'httpMethod' | 'path'> &
  Partial<Omit<APIGatewayProxyEvent, 'httpMethod' | 'path' | 'requestContext'>> & {
    /** An HTTP API says `1.0`, a REST API nothing. */
    readonly version?: string;
    readonly requestContext: {
      readonly stage: string;
      readonly domainName?: string | undefined;
      readonly path?: string | undefined;
      /** What the gateway verified of the caller: by a token, or by a signature of AWS's own. */
      readonly authorizer?: Authorizer | null | undefined;
      readonly identity?: { readonly userArn?: string | null } | undefined;
    };
  };

/** `claims` of payload 1.0, or JSON of a REST API's authoriser; `jwt` and `iam` of payload 2.0. */
interface Authorizer {
  readonly claims?: unknown;
  readonly jwt?: { readonly claims?: unknown } | null;
  readonly iam?: { readonly userArn?: string | null } | null;
}

export interface Response extends APIGatewayProxyResult {
  headers: Record<string, string>;
}

/** A header's value by lower-case name; several lines of one header are joined by commas. */
export function headerOf({ multiValueHeaders, headers }: Event, name: string): string | undefined {
  const values = Object.entries(multiValueHeaders ?? headers ?? {})
    .filter(([key, value]) => key.toLowerCase() === name && value !== undefined)
    .flatMap(([, value]) => value ?? []);
  return values.length === 0 ? undefined : values.join(', ');
}
