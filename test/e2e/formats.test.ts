import { describe, expect, it } from 'vitest';
import { api } from './client.ts';

const scene = { raster: { href: `${api.url}/samples/olinda-landsat.tif` }, red: 3, nearInfrared: 4 };
const quakes = { features: { href: `${api.url}/samples/earthquakes.geojson` } };

describe('formats of an output', () => {
  it.each([
    ['*/*', /^image\/tiff; application=geotiff/, 'MM\0*'],
    ['image/png', /^image\/png/, '\x89PNG'],
    ['application/json', /^application\/json/, '{"co'],
  ])('Accept: %s chooses the format of a single raw output', async (accept, mediaType, beginning) => {
    const response = await api.execute('ndvi', { inputs: scene }, { Accept: accept });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(mediaType);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 4).toString('latin1')).toBe(beginning);
  });

  it('one that is not on offer is 406, or 400 where the request itself asks for it', async () => {
    const byHeader = await api.execute('ndvi', { inputs: scene }, { Accept: 'image/jpeg' });
    const outputs = { ndvi: { format: { mediaType: 'image/jpeg' } } };
    const byRequest = await api.execute('ndvi', { inputs: scene, outputs });

    expect([byHeader.status, byRequest.status]).toEqual([406, 400]);
  });

  it('what is large is behind a link, in the format that was asked for', async () => {
    const job = await api.submit('ndvi', {
      inputs: scene,
      outputs: { ndvi: { format: { mediaType: 'image/png' }, transmissionMode: 'reference' } },
    });
    await api.ended(job);
    const response = await fetch(`${job}/results/ndvi`);

    expect(response.headers.get('content-type')).toBe('image/png');
  });

  it('what is behind a link is read in parts, and not again where it has not changed', async () => {
    const job = await api.submit('ndvi', {
      inputs: scene,
      outputs: { ndvi: { format: { mediaType: 'image/png' }, transmissionMode: 'reference' } },
    });
    await api.ended(job);
    const link = await api.get(`${job}/results/ndvi`);
    const place = link.headers.get('location') ?? '';
    const part = await api.get(place, { Range: 'bytes=1-3' });
    const again = await api.get(place, { 'If-None-Match': part.headers.get('etag') ?? '' });

    expect([link.status, part.status, again.status]).toEqual([303, 206, 304]);
    expect(await part.text()).toBe('PNG');
    expect(part.headers.get('content-range')).toMatch(/^bytes 1-3\/\d+$/);
  });
});

describe('formats of an input', () => {
  it('there and back: GeoJSON by reference, FlatGeobuf in line, CSV', async () => {
    const outputs = { features: { format: { mediaType: 'application/vnd.flatgeobuf' } } };
    const inputs = { features: { value: towns, mediaType: 'text/csv' } };
    const flatGeobuf = await api.execute('convert', { inputs, outputs });
    const value = Buffer.from(await flatGeobuf.arrayBuffer()).toString('base64');

    const back = await api.execute(
      'convert',
      { inputs: { features: { value, mediaType: 'application/vnd.flatgeobuf' } } },
      { Accept: 'text/csv' },
    );

    expect(flatGeobuf.headers.get('content-type')).toBe('application/vnd.flatgeobuf');
    expect(await back.text()).toBe(towns);
  });

  it('a real week of earthquakes has a row each', async () => {
    const response = await api.execute('convert', { inputs: quakes }, { Accept: 'text/csv' });

    expect((await response.text()).trimEnd().split('\r\n')).toHaveLength(1 + 1707);
  });

  it('one that is not on offer is 400, with those that are', async () => {
    const inputs = { features: { value: '<kml/>', mediaType: 'application/vnd.google-earth.kml+xml' } };
    const response = await api.execute('convert', { inputs });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      problems: [
        {
          path: '/inputs/features/value',
          detail: 'The media type must be application/geo+json or text/csv or application/vnd.flatgeobuf.',
        },
      ],
    });
  });
});

describe("the standard's own example", () => {
  it('comes back as it was sent', async () => {
    const { examples } = await api.json('/processes/echo-all');
    const [{ inputs }] = examples as [{ inputs: Record<string, unknown> }];

    const response = await api.execute('echo-all', { inputs, response: 'document' });

    expect(response.status).toBe(200);
    const results = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(results)).toHaveLength(10);
    const { geometryOutput, imagesOutput, ...others } = results;
    expect(others).toMatchObject({
      stringOutput: inputs.stringInput,
      measureOutput: inputs.measureInput,
      dateOutput: inputs.dateInput,
      doubleOutput: inputs.doubleInput,
      arrayOutput: inputs.arrayInput,
      complexObjectOutput: inputs.complexObjectInput,
      boundingBoxOutput: inputs.boundingBoxInput,
      featureCollectionOutput: inputs.featureCollectionInput,
    });
    const geometries = inputs.geometryInput as { readonly value: unknown }[];
    expect(geometryOutput).toEqual(geometries.map(({ value }) => value));
    expect(imagesOutput).toEqual([expect.stringMatching(/^SUkq/), 'AAAADGpQICANCocK']);
  });
});

const towns =
  'name,population,geometry\r\nUtrecht,374238,POINT (5.12 52.09)\r\n"Olinda, PE",,POINT (-34.85 -8.01)\r\n';
