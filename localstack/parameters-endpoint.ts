import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { localParameters } from '#lib/process/local-parameters.ts';
import { readBody } from './body.ts';
import { type Listening, listen } from './listen.ts';

const Request = z.object({ Names: z.array(z.string()).min(1).max(10) });

/** Serves GetParameters of AWS Systems Manager on loopback, with the values of a file. */
export function serveParameters(file: string): Promise<Listening> {
  return listen(
    createServer((request, response) => void answer(file, request, response)),
    0,
  );
}

async function answer(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request, 100_000);
  const reply = (status: number, content: object) =>
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
  if (request.headers['x-amz-target'] !== 'AmazonSSM.GetParameters' || !body) {
    return void reply(400, { __type: 'UnknownOperationException', message: 'Only GetParameters is known.' });
  }
  try {
    const { Names } = Request.parse(JSON.parse(body.toString()));
    const values = await localParameters(file).read(Names);
    reply(200, {
      Parameters: Object.entries(values).map(([Name, Value]) => ({
        Name,
        Value,
        Type: 'SecureString',
        Version: 1,
      })),
      InvalidParameters: Names.filter((name) => !Object.hasOwn(values, name)),
    });
  } catch (error) {
    reply(400, { __type: 'ValidationException', message: error instanceof Error ? error.message : '' });
  }
}
