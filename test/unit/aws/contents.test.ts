import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contents } from '#lib/aws/contents.ts';
import { openBucket } from '#lib/aws/objects.ts';
import { local } from '#test/stand-ins/table.ts';

/** What S3 answers about a bucket's tags and its objects, which the stand-in for S3 does not know. */
const buckets: Readonly<Record<string, readonly [status: number, body: string]>> = {
  expendable: [200, tags('serverless-processes:contents', 'expendable')],
  other: [200, tags('team', 'expendable')],
  untagged: [404, '<Error><Code>NoSuchTagSet</Code><Message>The TagSet does not exist.</Message></Error>'],
  gone: [404, '<Error><Code>NoSuchBucket</Code><Message>There is none.</Message></Error>'],
  closed: [403, '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'],
};

let endpoint: string;
const server = createServer((request, response) => {
  const [status, body] = buckets[(request.url ?? '').split(/[/?]/)[1] ?? ''] ?? [400, ''];
  response.writeHead(status, { 'Content-Type': 'application/xml' }).end(body);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function contentsOf(name: string) {
  const objects = openBucket(name, { endpoint, forcePathStyle: true, maxAttempts: 1, ...local });
  return contents({ name, objects: async () => objects });
}

describe('contents', () => {
  it.each([
    ['expendable', true],
    ['other', false],
    ['untagged', false],
    ['gone', false],
  ])('of a bucket that is %s may go with it: %s', async (name, expected) => {
    expect(await contentsOf(name).expendable()).toBe(expected);
  });

  it('of a bucket that is gone are none', async () => {
    expect(await contentsOf('gone').some()).toEqual([]);
  });

  it('are not guessed at where nobody may look', async () => {
    await expect(contentsOf('closed').expendable()).rejects.toThrow('Access Denied');
  });
});

function tags(key: string, value: string): string {
  return `<Tagging><TagSet><Tag><Key>${key}</Key><Value>${value}</Value></Tag></TagSet></Tagging>`;
}
