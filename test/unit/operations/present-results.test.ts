import { describe, expect, it } from 'vitest';
import type { Results, StoredOutput } from '#lib/job/job.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { presentResults, valueLimit } from '#lib/operations/present-results.ts';
import { fakePorts } from '#test/fakes/ports.ts';

const base = 'https://api.example/prod';
const stored = (mediaType: string, content: string | Uint8Array): StoredOutput => {
  const bytes = Buffer.from(content);
  return { mediaType, bytes, size: bytes.length };
};
const text = stored('text/plain', 'teststring');
const area = stored('application/geo+json', '{"type":"Point","coordinates":[5,52]}');
const image = stored('image/png', Uint8Array.of(0x89, 0x50, 0xff));
const large: StoredOutput = { mediaType: 'image/tiff', size: valueLimit + 1, key: 'jobs/42/1/large' };

const present = (
  results: Results,
  rest: { accept?: string; jobID?: string; outputIDs?: string[] } = { jobID: '42' },
) => presentResults(fakePorts(), { results, base, accept: undefined, ...rest });

const textOf = (answer: Answer) =>
  answer.body && 'bytes' in answer.body ? Buffer.from(answer.body.bytes).toString('latin1') : undefined;
const typeOf = ({ body }: Answer) => body?.mediaType;
const jsonOf = ({ body }: Answer) => (body && 'json' in body ? body.json : undefined);

describe('a single raw output', () => {
  it('/req/core/process-execute-sync-raw-value-one: is the bare value in its own media type', async () => {
    const answer = await present({ values: { text } });

    expect([answer.status, typeOf(answer), textOf(answer)]).toEqual([200, 'text/plain', 'teststring']);
    expect(answer.links).toBeUndefined();
  });

  it('is JSON where the client asks for JSON', async () => {
    const answer = await present({ values: { text } }, { accept: 'application/json' });

    expect([typeOf(answer), textOf(answer)]).toEqual(['application/json', '"teststring"']);
  });

  it('is JSON where the request named that format', async () => {
    const outputs = { text: { format: { mediaType: 'application/json' } } };

    const answer = await present({ values: { text }, outputs });

    expect([typeOf(answer), textOf(answer)]).toEqual(['application/json', '"teststring"']);
  });

  it('keeps its own media type for clients that accept anything, and when it cannot be JSON', async () => {
    expect(typeOf(await present({ values: { area } }, { accept: '*/*' }))).toBe('application/geo+json');
    expect(typeOf(await present({ values: { image } }, { accept: 'application/json' }))).toBe('image/png');
  });

  it('/req/core/process-execute-sync-raw-ref: is a Link and nothing else by reference', async () => {
    const answer = await present({ values: { area }, outputs: { area: { transmissionMode: 'reference' } } });

    expect(answer).toEqual({
      status: 204,
      links: [
        {
          href: `${base}/jobs/42/results/area`,
          rel: 'http://www.opengis.net/def/rel/ogc/1.0/results',
          type: 'application/geo+json',
          title: 'The output area',
        },
      ],
    });
  });

  it('is redirected to where it is too large to be returned', async () => {
    const answer = await present({ values: { large } });

    expect(answer).toEqual({ status: 303, headers: { Location: `${base}/jobs/42/results/large` } });
  });

  it('is nothing when it is missing', async () => {
    expect(await present({ values: {}, outputs: { text: {} } })).toEqual({ status: 204, links: [] });
  });
});

describe('several raw outputs', () => {
  it('/req/core/process-execute-sync-raw-value-multi: are parts known by their Content-ID', async () => {
    const answer = await present({ values: { text, image } });

    const boundary = /^multipart\/related; boundary=(\S+); type="text\/plain"$/.exec(
      typeOf(answer) ?? '',
    )?.[1];
    expect(textOf(answer)).toBe(
      [
        `--${boundary}`,
        'Content-ID: text',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'teststring',
        `--${boundary}`,
        'Content-ID: image',
        'Content-Type: image/png',
        '',
        '\x89P\xff',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    );
  });

  it('/req/core/process-execute-sync-raw-mixed-multi: those by reference are a location and an empty body', async () => {
    const outputs = { text: {}, area: { transmissionMode: 'reference' as const } };

    const body = textOf(await present({ values: { text, area }, outputs }));

    expect(body).toMatch(
      /Content-ID: area\r\nContent-Type: application\/geo\+json\r\nContent-Location: https:\/\/api\.example\/prod\/jobs\/42\/results\/area\r\n\r\n\r\n--/,
    );
    expect(body).toContain('teststring');
  });

  it('are all links by reference', async () => {
    const reference = { transmissionMode: 'reference' as const };

    const answer = await present({ values: { text, area }, outputs: { text: reference, area: reference } });

    expect(answer.status).toBe(204);
    expect(answer.links).toHaveLength(2);
  });

  it('turn into locations where they do not fit', async () => {
    const body = textOf(await present({ values: { text, large } }));

    expect(body).toContain(`Content-Location: ${base}/jobs/42/results/large`);
  });

  it('are counted as they were asked for, also where only one has a value', async () => {
    expect(typeOf(await present({ values: { text }, outputs: { text: {}, area: {} } }))).toMatch(
      /^multipart/,
    );
    expect(typeOf(await present({ values: { text } }, { outputIDs: ['text', 'area'] }))).toMatch(
      /^multipart/,
    );
  });

  it('are a document for clients that want JSON and did not ask for raw', async () => {
    const values = { text, area };

    expect(typeOf(await present({ values }, { accept: 'application/json' }))).toBeUndefined();
    expect(typeOf(await present({ values, response: 'raw' }, { accept: 'application/json' }))).toMatch(
      /^multipart/,
    );
  });
});

describe('/req/core/process-execute-sync-document: a document', () => {
  it('has literals, arrays and boxes bare, and everything else qualified', async () => {
    const values = {
      text,
      area,
      image,
      number: stored('application/json', '5.5'),
      list: stored('application/json', '[1,2]'),
      box: stored(
        'application/json',
        '{"bbox":[1,2,3,4],"crs":"http://www.opengis.net/def/crs/OGC/1.3/CRS84"}',
      ),
      object: stored('application/json', '{"a":1}'),
      xml: stored('application/xml', '<a/>'),
      latin1: stored('text/csv', Uint8Array.of(0xe9)),
    };

    const answer = await present({ values, response: 'document' });

    expect(jsonOf(answer)).toEqual({
      text: 'teststring',
      area: { value: { type: 'Point', coordinates: [5, 52] }, mediaType: 'application/geo+json' },
      image: { value: 'iVD/', mediaType: 'image/png', encoding: 'base64' },
      number: 5.5,
      list: [1, 2],
      box: { bbox: [1, 2, 3, 4], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
      object: { value: { a: 1 } },
      xml: { value: '<a/>', mediaType: 'application/xml' },
      latin1: { value: '6Q==', mediaType: 'text/csv', encoding: 'base64' },
    });
  });

  it('has links for references and for what does not fit', async () => {
    const answer = await present({
      values: { text, area, large },
      outputs: { text: {}, area: { transmissionMode: 'reference' }, large: {} },
      response: 'document',
    });

    expect(jsonOf(answer)).toEqual({
      text: 'teststring',
      area: {
        href: `${base}/jobs/42/results/area`,
        type: 'application/geo+json',
        title: 'The output area',
      },
      large: { href: `${base}/jobs/42/results/large`, type: 'image/tiff', title: 'The output large' },
    });
  });

  it('links from the output on that exceeds what fits altogether', async () => {
    const half = stored('text/plain', 'x'.repeat(valueLimit / 2));
    const values = { first: half, second: half };

    const document = jsonOf(await present({ values, response: 'document' })) as Record<string, unknown>;

    expect(document.first).toHaveLength(valueLimit / 2);
    expect(document.second).toHaveProperty('href');
  });

  it('has values where there is no job to link to', async () => {
    const outputs = { text: { transmissionMode: 'reference' as const } };

    expect(jsonOf(await present({ values: { text }, outputs, response: 'document' }, {}))).toEqual({
      text: 'teststring',
    });
  });
});
