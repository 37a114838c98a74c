import type { Context } from '#lib/process/process.ts';

export interface Reported {
  readonly percent: number;
  readonly message?: string;
}

/** What `execute` gets beside its inputs, with the progress that it reported. */
export function aContext({
  signal = new AbortController().signal,
  outputs = {},
}: Partial<Pick<Context, 'signal' | 'outputs'>> = {}) {
  const reported: Reported[] = [];
  const quiet = () => {};
  const context: Context = {
    jobID: '5f2c8f5e-6d5b-4a57-b7f0-6a0e6f6d6f10',
    signal,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    progress: (percent, message) => reported.push({ percent, ...(message !== undefined && { message }) }),
    outputs,
  };
  return { context, reported };
}
