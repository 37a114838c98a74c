import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Ports } from '#lib/job/ports.ts';

/** Who signs links, and to which bucket. */
export interface Signer {
  readonly bucket: string;
  /** Any client's: signing needs no S3 client, which would triple the bundle of whoever only hands out links. */
  readonly config: Pick<DynamoDBClient['config'], 'credentials' | 'region' | 'sha256'>;
  /** Of a stand-in for S3, spoken to path-style; absent: S3 itself. */
  readonly endpoint?: string;
}

/** Seconds that a link is good for. */
const lifetime = 900;

export const links = ({ bucket, config, endpoint }: Signer): Ports['links'] => {
  const signer = new SignatureV4({ ...config, service: 's3', uriEscapePath: false });
  return {
    async link(key, { mediaType, fileName }) {
      const origin = endpoint ?? (await bucketOrigin(bucket, config));
      const { protocol, hostname, port, host } = new URL(origin);
      const path = `/${(endpoint ? [bucket, ...key.split('/')] : key.split('/')).map(encode).join('/')}`;
      const { query } = await signer.presign(
        {
          method: 'GET',
          protocol,
          hostname,
          ...(port !== '' && { port: Number(port) }),
          path,
          headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
          query: {
            'response-content-disposition': disposition(fileName),
            ...(mediaType !== undefined && { 'response-content-type': visible(mediaType) }),
          },
        },
        { expiresIn: lifetime },
      );
      const pairs = Object.entries(query ?? {}).map(
        ([name, value]) => `${encode(name)}=${encode(String(value))}`,
      );
      return `${protocol}//${host}${path}?${pairs.join('&')}`;
    },
  };
};

async function bucketOrigin(bucket: string, config: Signer['config']): Promise<string> {
  const region = await config.region();
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${bucket}.s3.${region}.${domain}`;
}

/** Always a download, so that nothing which a process wrote can run as a page of the bucket's origin. */
function disposition(fileName?: string): string {
  const clean = fileName?.replace(/[^\w.-]+/g, '_').slice(-100);
  return clean ? `attachment; filename="${clean}"` : 'attachment';
}

/** What a header may carry. */
function visible(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, '');
}

/** As signatures have it (RFC 3986): `encodeURIComponent` leaves five more characters alone. */
function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
