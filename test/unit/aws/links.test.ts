import { createHash, createHmac } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { links } from '#lib/aws/links.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

function linksTo(bucket: string, { region = 'eu-central-1', endpoint = '', sessionToken = '' } = {}) {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey, ...(sessionToken && { sessionToken }) };
  const { config } = new DynamoDBClient({ region, credentials });
  return links({ bucket, config, ...(endpoint && { endpoint }) });
}

/** Signature Version 4 for a presigned GET, written from AWS's description of it. */
function expectedSignature(link: string): string {
  const url = new URL(link);
  const [, date = '', region = ''] = (url.searchParams.get('X-Amz-Credential') ?? '').split('/');
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => !pair.startsWith('X-Amz-Signature='))
    .sort()
    .join('&');
  const canonical = ['GET', url.pathname, query, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join(
    '\n',
  );
  const scope = `${date}/${region}/s3/aws4_request`;
  const toSign = [
    'AWS4-HMAC-SHA256',
    url.searchParams.get('X-Amz-Date'),
    scope,
    createHash('sha256').update(canonical).digest('hex'),
  ].join('\n');
  const key = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (signing, part) => createHmac('sha256', signing).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

describe('links', () => {
  test.each([
    ['jobs/42/1/area', {}],
    ['results/abc/1/area', { mediaType: 'application/geo+json', fileName: 'area.geojson' }],
    ["jobs/42/1/a b(c)!*'+ü", { mediaType: 'text/plain; charset=utf-8' }],
  ])('the link to %s has the signature that S3 computes', async (key, options) => {
    const link = await linksTo('outputs').link(key, options);

    expect(new URL(link).searchParams.get('X-Amz-Signature')).toBe(expectedSignature(link));
    expect(decodeURIComponent(new URL(link).pathname)).toBe(`/${key}`);
  });

  test('a link is good for 15 minutes', async () => {
    const { searchParams } = new URL(await linksTo('outputs').link('jobs/42/1/area', {}));

    expect(searchParams.get('X-Amz-Expires')).toBe('900');
  });

  test('a link made with the credentials of a role carries their token', async () => {
    const link = await linksTo('outputs', { sessionToken: 'to/ken+=' }).link('jobs/42/1/area', {});

    expect(new URL(link).searchParams.get('X-Amz-Security-Token')).toBe('to/ken+=');
    expect(new URL(link).searchParams.get('X-Amz-Signature')).toBe(expectedSignature(link));
  });

  test.each([
    [{}, 'https://outputs.s3.eu-central-1.amazonaws.com/jobs/1'],
    [{ region: 'cn-north-1' }, 'https://outputs.s3.cn-north-1.amazonaws.com.cn/jobs/1'],
    [{ endpoint: 'http://127.0.0.1:4566' }, 'http://127.0.0.1:4566/outputs/jobs/1'],
  ])('with %j it leads to %s', async (settings, expected) => {
    const link = await linksTo('outputs', settings).link('jobs/1', {});

    expect(link.split('?')[0]).toBe(expected);
  });

  test.each([
    ['area.geojson', 'attachment; filename="area.geojson"'],
    ['../"x";\r\nSet-Cookie: a=b', 'attachment; filename=".._x_Set-Cookie_a_b"'],
    ['', 'attachment'],
    [undefined, 'attachment'],
  ])('a file called %j is offered as %s', async (fileName, expected) => {
    const link = await linksTo('outputs').link('jobs/1', { ...(fileName !== undefined && { fileName }) });

    expect(new URL(link).searchParams.get('response-content-disposition')).toBe(expected);
  });
});
