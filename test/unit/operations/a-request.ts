import type { Request } from '#lib/ogc/request.ts';

export const base = 'https://api.example/prod';

/** A GET as the operations see it; say only what matters. */
export function aRequest(
  target = '/',
  {
    headers = {},
    ...members
  }: Partial<Request> & { readonly headers?: Readonly<Record<string, string>> } = {},
): Request {
  const url = new URL(target, base);
  return {
    method: 'GET',
    path: url.pathname,
    base,
    parameters: {},
    query: url.searchParams,
    header: (name) => headers[name],
    body: new Uint8Array(),
    owner: 'public',
    ...members,
  };
}

/** What an operation throws. */
export async function thrownBy(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
