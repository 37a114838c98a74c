import * as z from 'zod';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

const size = z.int().min(0).max(50_000_000);
const roomy = { memory: 512, timeout: { soft: 20, hard: 25 } };

export const large = defineProcess({
  ...small,
  id: 'large',
  title: 'Bytes, as many as asked for',
  inputs: { size },
  outputs: { data: binary() },
  resources: roomy,
  execute({ size }) {
    return { data: new Blob([new Uint8Array(size).fill(7)]) };
  },
});

export const longText = defineProcess({
  ...small,
  id: 'long-text',
  title: 'A text of as many characters as asked for',
  inputs: { size },
  outputs: { text: z.string() },
  resources: roomy,
  execute({ size }) {
    return { text: 'x'.repeat(size) };
  },
});

/** The first bytes of every PNG. */
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const many = defineProcess({
  ...small,
  id: 'many',
  title: 'Outputs of every kind',
  inputs: {},
  outputs: {
    text: z.string(),
    number: z.number(),
    flag: z.boolean(),
    list: z.array(z.int()),
    object: z.object({ name: z.string() }),
    picture: binary({ mediaTypes: ['image/png'] }),
    missing: z.string().optional(),
  },
  execute() {
    return {
      text: 'Grüße',
      number: 1.5,
      flag: true,
      list: [1, 2, 3],
      object: { name: 'one' },
      picture: new Blob([signature], { type: 'image/png' }),
    };
  },
});
