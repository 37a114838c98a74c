import { defineProcess } from '#lib/process/define.ts';
import { description } from './uppercase.description.ts';

/** Described in `uppercase.yaml`. */
export const uppercase = defineProcess({
  description,
  cache: { ttl: { hours: 48 } },
  resources: { memory: 128, timeout: { soft: 10, hard: 15 } },

  execute({ input_text }) {
    return { output_text: input_text.toUpperCase() };
  },
});
