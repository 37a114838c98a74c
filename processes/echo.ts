import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { bbox } from '#lib/process/bbox.ts';
import { defineProcess } from '#lib/process/define.ts';

const values = {
  stringInput: z.string(),
  doubleInput: z.number().min(0).max(10).optional(),
  arrayInput: z.array(z.int()).optional(),
  boundingBoxInput: bbox().optional(),
  complexObjectInput: z.union([z.looseObject({ property1: z.string().optional() }), z.string()]).optional(),
  xmlInput: z.string().meta({ contentMediaType: 'application/xml' }).optional(),
};

/**
 * The process that the OGC test suite executes. It is particular about it: the first input is a plain string and the
 * only one that must be given, outputs have the ids of the inputs, `pause` is in seconds, and the array holds integers.
 */
export const echo = defineProcess({
  id: 'echo',
  version: '1.0.0',
  title: 'Echo',
  description:
    'Gives back what it was given, one output for each input, so that clients can try every kind of value.',
  keywords: ['test', 'conformance'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    stringInput: values.stringInput.meta({ title: 'A string' }),
    doubleInput: values.doubleInput.meta({ title: 'A number', description: 'From 0 to 10.' }),
    arrayInput: values.arrayInput.meta({ title: 'An array of integers', description: 'As one value.' }),
    boundingBoxInput: values.boundingBoxInput.meta({ title: 'A bounding box' }),
    complexObjectInput: values.complexObjectInput.meta({ title: 'An object or a string' }),
    xmlInput: values.xmlInput.meta({ title: 'XML', description: 'As text.' }),
    pause: z.int().min(0).max(60).optional().meta({
      title: 'Pause',
      description: 'Seconds to wait before answering.',
    }),
  },
  outputs: {
    stringInput: values.stringInput.meta({ title: 'The string' }),
    doubleInput: values.doubleInput.meta({ title: 'The number' }),
    arrayInput: values.arrayInput.meta({ title: 'The array' }),
    boundingBoxInput: values.boundingBoxInput.meta({ title: 'The bounding box' }),
    complexObjectInput: values.complexObjectInput.meta({ title: 'The object or string' }),
    xmlInput: values.xmlInput.meta({ title: 'The XML' }),
  },
  examples: [
    { title: 'A string', inputs: { stringInput: 'Hello' } },
    {
      title: 'Every kind of value',
      inputs: {
        stringInput: 'Hello',
        doubleInput: 3.14,
        arrayInput: [1, 2, 3],
        boundingBoxInput: { bbox: [5.0, 52.0, 5.2, 52.2] },
        complexObjectInput: { value: { property1: 'one', property2: 2 } },
        xmlInput: '<greeting>Hello</greeting>',
      },
    },
    { title: 'A pause of a second', inputs: { stringInput: 'Hello', pause: 1 } },
  ],
  resources: { memory: 256, timeout: { soft: 75, hard: 90 } },

  async execute({ pause = 0, ...given }, { progress, signal }) {
    for (let second = 0; second < pause; second++) {
      progress((second / pause) * 100, `${second} of ${pause} seconds waited.`);
      await setTimeout(1000, undefined, { signal });
    }
    return given;
  },
});
