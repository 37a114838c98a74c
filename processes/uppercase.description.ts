// Made from uppercase.yaml by `npm run check -- --write`. Change that file, not this one.
import type { Described } from '#lib/process/described.ts';

export interface Inputs {
  /** Text to process, 1 to 1000 characters. */
  input_text: string;
}

export interface Outputs {
  /** The text in capital letters. */
  output_text: string;
}

export const description: Described<Inputs, Outputs> = {
  id: 'uppercase',
  version: '1.0.0',
  title: 'Uppercase',
  description: 'A text in capital letters.',
  keywords: ['text', 'processing'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  outputTransmission: ['value', 'reference'],
  inputs: {
    input_text: {
      title: 'Input text',
      description: 'Text to process, 1 to 1000 characters.',
      schema: {
        type: 'string',
        minLength: 1,
        maxLength: 1000,
      },
    },
  },
  outputs: {
    output_text: {
      title: 'Output text',
      description: 'The text in capital letters.',
      schema: {
        type: 'string',
      },
    },
  },
  examples: [
    {
      title: 'Hello world',
      inputs: {
        input_text: 'hello world',
      },
    },
  ],
};
