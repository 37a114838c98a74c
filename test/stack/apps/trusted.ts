import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/** An app of one process that is let at things beyond the server's own. */
export const trusted = defineProcess({
  id: 'trusted',
  version: '1.0.0',
  title: 'Trusted',
  inputs: { name: z.string().max(100).meta({ title: 'Name' }) },
  outputs: { found: z.string().nullable().meta({ title: 'The variable of that name' }) },
  environment: {
    GREETED: 'the world',
    TOKEN: { secret: 'maps', field: 'token' },
    OTHER: { secret: 'other' },
    KEY: { parameter: '/maps/key' },
  },
  grants: [
    { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::my-data/*'] },
    { actions: ['kms:Decrypt'], resources: ['arn:aws:kms:eu-central-1:123456789012:key/1a2b'] },
  ],
  execute: ({ name }) => ({ found: process.env[name] ?? null }),
});
