import { afterEach, beforeEach, vi } from 'vitest';
import type { Response } from '#lib/http/event.ts';
import { serve } from '#lib/http/serve.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { aContext, anEvent } from './an-event.ts';

export const job: Answer = { status: 200, body: { json: { jobID: '42' } } };
export const aPage = { html: '<!doctype html>', contentSecurityPolicy: "default-src 'none'" };

/** The environment of a function, in every test of a file. */
export function stubEnvironment(): void {
  beforeEach(() => {
    vi.stubEnv('PUBLIC_URL', '');
    vi.stubEnv('CORS_ORIGINS', '*');
    vi.stubEnv('STAGE', 'test');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
}

/** Asks a handler for this operation; answers what it logged beside the response. */
export async function ask(
  operation: Parameters<typeof serve>[0] | Answer,
  event = anEvent(),
  options: Parameters<typeof serve>[1] = {},
): Promise<Response & { readonly logged: readonly string[] }> {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  try {
    const handler = serve(typeof operation === 'function' ? operation : () => operation, options);
    return { ...(await handler(event, aContext)), logged: written };
  } finally {
    write.mockRestore();
    errors.mockRestore();
  }
}
