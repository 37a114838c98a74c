import * as z from 'zod';
import type { Process } from './process.ts';

/** What the types of `defineProcess` ask for, for those who run `npm start` or synth before a type check. */
const Form = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  description: z.string().optional(),
  keywords: z.array(z.string()).optional(),
  metadata: z.array(z.looseObject({})).optional(),
  links: z.array(z.looseObject({ href: z.string() })).optional(),
  jobControlOptions: z.array(z.enum(['sync-execute', 'async-execute', 'dismiss'])),
  outputTransmission: z.array(z.enum(['value', 'reference'])),
  examples: z.array(z.looseObject({ title: z.string(), inputs: z.record(z.string(), z.unknown()) })),
  resources: z.object({
    memory: z.number(),
    timeout: z.object({ soft: z.number(), hard: z.number() }),
    concurrency: z.number().optional(),
  }),
  retry: z.object({
    attempts: z.number().optional(),
    on: z.union([
      z.array(z.string()),
      z.custom<(error: unknown) => boolean>(
        (value) => typeof value === 'function',
        'neither names nor a function',
      ),
    ]),
    backoff: z.number(),
  }),
  environment: z.record(z.string(), z.unknown()),
  grants: z.array(z.looseObject({ actions: z.array(z.string()), resources: z.array(z.string()) })),
});

/** Whether a definition has the members that it must have. Returns sentences that say what to change. */
export function checkForm(process: Process): readonly string[] {
  const { error } = Form.safeParse(process);
  return (error?.issues ?? []).map(({ path, message }) => {
    const name = path.join('.');
    const isMissing = message.endsWith('received undefined');
    return isMissing
      ? `\`${name}\` is missing. Add it.`
      : `\`${name}\` is not what it must be (${message.replace(/^Invalid \w+: /, '')}). Change it.`;
  });
}
