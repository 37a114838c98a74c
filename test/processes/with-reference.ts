import * as z from 'zod';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { many } from '#lib/process/many.ts';
import { small } from './small.ts';

/** Tells how much of its inputs arrived, by whichever way. */
export const withReference = defineProcess({
  ...small,
  id: 'with-reference',
  title: 'Measures its inputs',
  inputs: {
    document: z.record(z.string(), z.unknown()).optional(),
    file: binary({ mediaTypes: ['application/octet-stream', 'text/plain', 'image/tiff'] }).optional(),
    texts: many(z.string(), { min: 0, max: 5 }),
  },
  outputs: {
    sizes: z.object({ document: z.int(), file: z.int(), texts: z.array(z.int()) }),
    mediaType: z.string().optional(),
  },
  resources: { memory: 512, timeout: { soft: 20, hard: 25 } },
  execute({ document, file, texts }) {
    return {
      sizes: {
        document: document ? JSON.stringify(document).length : 0,
        file: file?.size ?? 0,
        texts: texts.map(({ length }) => length),
      },
      ...(file && { mediaType: file.type }),
    };
  },
});
