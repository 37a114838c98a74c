import { describe, expect, it } from 'vitest';
import type { Link } from '#lib/ogc/link.ts';
import type { ProcessSummary } from '#lib/ogc/process-description.ts';
import { getProcesses } from '#lib/operations/get-processes.ts';
import { aRequest, base } from './a-request.ts';

const summary = (id: string): ProcessSummary => ({
  id,
  version: '1.0.0',
  jobControlOptions: ['sync-execute'],
  outputTransmission: ['value'],
  ...(id === 'c' && { links: [{ href: 'docs/c', rel: 'about' }] }),
});
const catalogue = { processes: ['a', 'b', 'c', 'd', 'e'].map((id) => ({ summary: summary(id) })) };

function list(target: string): { ids: string[]; links: Record<string, string>; processes: ProcessSummary[] } {
  const { body } = getProcesses({ catalogue }, aRequest(target), { byDefault: 10, maximum: 3 });
  const { processes, links } = (body as { json: { processes: ProcessSummary[]; links: Link[] } }).json;
  return {
    ids: processes.map(({ id }) => id),
    links: Object.fromEntries(links.map(({ rel, href }) => [rel, href])),
    processes,
  };
}

describe('/req/core/pl-limit-response', () => {
  it('gives exactly as many as asked for', () => {
    expect(list('/processes?limit=1').ids).toEqual(['a']);
  });

  it.each(['limit=10000', 'limit=99999999999999999999'])('clamps %s', (query) => {
    expect(list(`/processes?${query}`).ids).toEqual(['a', 'b', 'c']);
  });

  it.each(['limit=0', 'limit=abc', 'limit=', 'limit=-1', 'limit=1.5', 'limit=1e2', 'offset=-1', 'offset=x'])(
    'refuses %s, naming the parameter',
    (query) => {
      const [name, value] = query.split('=');

      expect(() => list(`/processes?${query}`)).toThrow(
        expect.objectContaining({
          code: 'invalid-query-parameter-value',
          status: 400,
          message: expect.stringMatching(new RegExp(`${name} must be .* not "${value}"`)),
        }),
      );
    },
  );

  it('ignores unknown parameters', () => {
    expect(list('/processes?limit=2&f=json&schema=OGC').ids).toEqual(['a', 'b']);
  });
});

describe('/req/core/pl-links and /rec/core/next-1', () => {
  it('has its own query in self', () => {
    expect(list('/processes?limit=2&f=html').links).toMatchObject({
      self: `${base}/processes?limit=2&f=json`,
      alternate: `${base}/processes?limit=2&f=html`,
    });
  });

  it('leads to every process once, and back', () => {
    const forth = [];
    let next: string | undefined = `${base}/processes?limit=2`;
    let last = '';
    while (next) {
      const page: ReturnType<typeof list> = list(next.slice(base.length));
      forth.push(...page.ids);
      last = next;
      next = page.links.next;
    }
    const before = list(last.slice(base.length)).links.prev ?? '';

    expect(forth).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(list(before.slice(base.length)).ids).toEqual(['c', 'd']);
    expect(list('/processes?limit=2').links).not.toHaveProperty('prev');
  });

  it('is empty beyond the end, from where prev leads to the last page', () => {
    const beyond = list('/processes?limit=2&offset=100');

    expect(beyond.ids).toEqual([]);
    expect(beyond.links).not.toHaveProperty('next');
    expect(list(beyond.links.prev?.slice(base.length) ?? '').ids).toEqual(['d', 'e']);
  });
});

it('/req/core/process-list-success: each summary links to itself, and the author’s links are absolute', () => {
  const { processes } = list('/processes?limit=3');

  expect(processes[2]?.links).toEqual([
    {
      href: `${base}/processes/c?f=json`,
      rel: 'self',
      type: 'application/json',
      title: 'The description of this process',
    },
    {
      href: `${base}/processes/c?f=html`,
      rel: 'alternate',
      type: 'text/html',
      title: 'The description of this process as a page',
    },
    { href: `${base}/docs/c`, rel: 'about' },
  ]);
});
