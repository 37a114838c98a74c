import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Resource } from '#localstack/template.ts';

/** The ARN of a function in the runner's place. */
export const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

/** A resource as a template has it. */
export function aResource(type: string, name: string, properties: Resource['properties'] = {}): Resource {
  return { type: `AWS::${type}`, name, path: `app/${name}`, properties };
}

/** A request as it arrives. */
export function aRequest(method: string, url: string, headers: Record<string, string> = {}): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  return Object.assign(request, { method, url, headers, rawHeaders: Object.entries(headers).flat() });
}
