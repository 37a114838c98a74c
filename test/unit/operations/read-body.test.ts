import { describe, expect, it } from 'vitest';
import { readBody } from '#lib/operations/read-body.ts';
import { invalid } from '#lib/process/problems.ts';

/** The body, where nothing is wrong with it. */
function read(written: unknown, headers: Record<string, string> = {}) {
  const text = typeof written === 'string' ? written : JSON.stringify(written);
  const request = { body: new TextEncoder().encode(text), header: (name: string) => headers[name] };
  const { body, problems } = readBody(request, 10_000);
  if (problems.length > 0) throw invalid(problems);
  return body;
}

describe('/req/core/process-execute-request', () => {
  it('requires no member', () => {
    expect(read({})).toEqual({});
  });

  it('S9: takes inputs, outputs with format and transmission mode, and the response form', () => {
    const body = {
      inputs: { a: 1 },
      outputs: { area: { format: { mediaType: 'application/geo+json' }, transmissionMode: 'value' }, b: {} },
      response: 'document',
    };

    expect(read(body)).toEqual(body);
  });

  it('ignores members that it does not know', () => {
    expect(read({ mode: 'async', inputs: {}, outputs: null, subscriber: null })).toEqual({ inputs: {} });
  });

  it('takes what is null in an output as left out, as clients write what is not set', () => {
    const outputs = {
      a: { format: null, transmissionMode: null },
      b: { format: { mediaType: 'text/plain', encoding: null, schema: null }, transmissionMode: 'value' },
    };

    expect(read({ outputs })).toEqual({
      outputs: { a: {}, b: { format: { mediaType: 'text/plain' }, transmissionMode: 'value' } },
    });
  });

  it('takes `outputs: {}` as left out', () => {
    expect(read({ outputs: {} })).toEqual({});
  });

  it('lists everything that is wrong with its members', () => {
    const body = {
      inputs: [],
      outputs: { 'a/b': 1, c: { format: 'x', transmissionMode: 1 } },
      response: 'xml',
    };

    expect(() => read(body)).toThrow(
      expect.objectContaining({
        code: 'invalid-parameter',
        problems: [
          { path: '/inputs', value: '[]', detail: 'Must be an object.' },
          { path: '/outputs/a~1b', value: '1', detail: 'Must be an object.' },
          { path: '/outputs/c/format', value: '"x"', detail: 'Must be an object.' },
          {
            path: '/outputs/c/transmissionMode',
            value: '1',
            detail: 'Must be a string.',
          },
          { path: '/response', value: '"xml"', detail: 'Must be "raw" or "document".' },
        ],
      }),
    );
  });

  it('lists 50 problems at most', () => {
    const outputs = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`o${index}`, 1]));

    expect(() => read({ outputs })).toThrow(
      expect.objectContaining({ problems: expect.toSatisfy((all: unknown[]) => all.length === 50) }),
    );
  });

  it.each(['[]', 'null', '"x"'])('refuses a body that is %s', (body) => {
    expect(() => read(body)).toThrow(`The body must be a JSON object, not ${body}.`);
  });

  it('S26: refuses broken JSON with its position', () => {
    expect(() => read('{"inputs": }')).toThrow(
      expect.objectContaining({ code: 'bad-request', message: expect.stringContaining('column 12') }),
    );
  });

  it('S32: reads whom to tell; members that are null are left out', () => {
    const subscriber = { successUri: 'https://example.com', failedUri: null };

    expect(read({ subscriber })).toEqual({ subscriber: { successUri: 'https://example.com' } });
    expect(read({ subscriber: { failedUri: null } })).toEqual({});
  });

  it('refuses a subscriber that is no object, and URLs that are no text', () => {
    expect(() => read({ subscriber: 'https://example.com' })).toThrow('/subscriber is');
    expect(() => read({ subscriber: { inProgressUri: 5 } })).toThrow('/subscriber/inProgressUri is 5.');
  });
});

describe('the media type of an execute request', () => {
  it.each(['', 'application/json', 'Application/JSON; charset=utf-8', 'application/vnd.x+json'])(
    'may be %j',
    (mediaType) => {
      expect(read({}, { 'content-type': mediaType })).toEqual({});
    },
  );

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/jsonx'])(
    'may not be %j',
    (mediaType) => {
      expect(() => read({}, { 'content-type': mediaType })).toThrow(expect.objectContaining({ status: 415 }));
    },
  );

  it('is not encoded', () => {
    expect(() => read({}, { 'content-encoding': 'gzip' })).toThrow(expect.objectContaining({ status: 415 }));
    expect(read({}, { 'content-encoding': 'identity' })).toEqual({});
  });
});
