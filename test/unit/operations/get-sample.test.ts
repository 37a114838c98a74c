import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { getSample } from '#lib/operations/get-sample.ts';

const samples = new URL('../../../samples/', import.meta.url);
const ask = (name: string) => getSample({ parameters: { name } }, samples);

describe('getSample', () => {
  it('is a file of the folder, with its media type', async () => {
    expect(await ask('olinda-dem.tif')).toEqual({
      status: 200,
      headers: { 'Cache-Control': 'public, max-age=3600' },
      body: { bytes: await readFile(new URL('olinda-dem.tif', samples)), mediaType: 'image/tiff' },
    });
  });

  it.each([
    'nope.tif',
    '..',
    '../package.json',
    '..%2Fpackage.json',
    '..\\package.json',
    '/etc/passwd',
    'file:///etc/passwd',
    '.hidden',
    '',
    'a\0.tif',
  ])('finds nothing under %j', async (name) => {
    await expect(ask(name)).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });
});
