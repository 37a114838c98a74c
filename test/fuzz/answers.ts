import { expect } from 'vitest';
import type { Response } from '#lib/http/event.ts';
import { exceptions } from '#lib/ogc/exception.ts';

/** What every answer to a client must be, whatever was sent: below 500, and an exception where it is no success. */
export function expectGood(response: Response, method: string): void {
  const { statusCode, headers } = response;
  expect(statusCode, textOf(response)).toBeLessThan(500);
  if (statusCode < 400 || method === 'HEAD') return;
  if (headers['Content-Type'] === 'text/html; charset=utf-8') {
    expect(textOf(response)).toMatch(/^<!doctype html>.*<dt>Code<\/dt><dd><code>[a-z-]+<\/code>/is);
    return;
  }
  expect(headers['Content-Type']).toMatch(/^application\/(problem\+)?json$/);
  expectException(JSON.parse(textOf(response)), statusCode);
}

export function textOf({ body, isBase64Encoded }: Response): string {
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
}

const known = new Map(Object.entries(exceptions));

function expectException(body: Readonly<Record<string, unknown>>, status: number): void {
  const { code, type, title, detail, instance, problems = [], ...others } = body;
  const exception = known.get(String(code));
  expect({ type, title }).toEqual({ type: exception?.type, title: exception?.title });
  // A process may name a status of its own.
  expect(others).toEqual({ status: code === 'job-failed' ? status : exception?.status });
  expect(others.status).toBe(status);
  expect(detail).toMatch(/^[^\s].*[.?]$/s);
  expect(instance).toBeTypeOf('string');
  for (const problem of problems as Record<string, unknown>[]) {
    expect(problem).toEqual({
      path: expect.stringMatching(/^(\/|$)/),
      detail: expect.stringMatching(/^[A-Z].*[.?]$/s),
      ...('value' in problem && { value: expect.any(String) }),
    });
  }
}
