import { describe, expect, it } from 'vitest';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { getProcessDescription } from '#lib/operations/get-process-description.ts';
import { aRequest, base } from './a-request.ts';

const description: ProcessDescription = {
  id: 'bins',
  version: '1.0.0',
  jobControlOptions: ['sync-execute'],
  outputTransmission: ['value'],
  inputs: { points: { schema: { type: 'object' } } },
  outputs: {},
  examples: [{ title: 'One', inputs: { points: 'sample:earthquakes.geojson', list: ['sample:a b.tif', 5] } }],
  links: [{ href: 'https://example.org', rel: 'about' }],
};
const { id, version, jobControlOptions, outputTransmission } = description;
const catalogue = {
  processes: [{ summary: { id, version, jobControlOptions, outputTransmission } }],
  description: async (id: string) => (id === 'bins' ? description : undefined),
};
const ask = (processID: string) =>
  getProcessDescription({ catalogue }, aRequest(`/processes/${processID}`, { parameters: { processID } }));

describe('getProcessDescription', () => {
  it('/req/core/process-success: is the description with links', async () => {
    const answer = await ask('bins');

    const { json } = answer.body as { json: ProcessDescription };
    expect(json).toMatchObject({ id: 'bins', inputs: description.inputs });
    expect(json.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ['self', `${base}/processes/bins?f=json`],
      ['alternate', `${base}/processes/bins?f=html`],
      ['http://www.opengis.net/def/rel/ogc/1.0/execute', `${base}/processes/bins/execution`],
      ['up', `${base}/processes?f=json`],
      ['about', 'https://example.org/'],
    ]);
  });

  it('turns samples into references that can be sent as they are', async () => {
    const { json } = (await ask('bins')).body as { json: ProcessDescription };

    expect(json.examples?.[0]?.inputs).toEqual({
      points: { href: `${base}/samples/earthquakes.geojson`, type: 'application/geo+json' },
      list: [{ href: `${base}/samples/a%20b.tif`, type: 'image/tiff' }, 5],
    });
  });

  it('/req/core/process-exception/no-such-process', async () => {
    await expect(ask('nope')).rejects.toMatchObject({
      code: 'no-such-process',
      status: 404,
      message: 'There is no process nope.',
    });
  });

  it('says which process was probably meant', async () => {
    await expect(ask('bin')).rejects.toThrow('There is no process bin; did you mean bins?');
  });
});
