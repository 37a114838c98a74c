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
    };
  };

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
