import { describe, expect, it } from 'vitest';
import { jobURL, toStatusInfo } from '#lib/job/to-status-info.ts';
import { aJob } from '#test/fakes/builders.ts';

const base = 'https://api.example/prod';
const url = `${base}/jobs/00000000-0000-4000-9000-000000000001`;
const results = 'http://www.opengis.net/def/rel/ogc/1.0/results';
const exceptions = 'http://www.opengis.net/def/rel/ogc/1.0/exceptions';

function linksOf(job: Parameters<typeof aJob>[0]): Record<string, string> {
  return Object.fromEntries(toStatusInfo(aJob(job), base).links.map(({ rel, href }) => [rel, href]));
}

describe('/req/core/job-success: toStatusInfo', () => {
  it('leaves out what is not known, and what is nobody else’s business', () => {
    const { links, ...statusInfo } = toStatusInfo(aJob({ leaseToken: 'secret' }), base);

    expect(statusInfo).toEqual({
      jobID: '00000000-0000-4000-9000-000000000001',
      id: '00000000-0000-4000-9000-000000000001',
      processID: 'echo',
      type: 'process',
      status: 'accepted',
      created: '2026-11-01T12:00:00.000Z',
      updated: '2026-11-01T12:00:00.000Z',
      processVersion: '1.0.0',
    });
    expect(links.every(({ title }) => title !== undefined)).toBe(true);
  });

  it('names the version that ran, where it is not the one that the job was submitted to', () => {
    expect(toStatusInfo(aJob({ ranVersion: '2.0.0' }), base)).toMatchObject({
      processVersion: '1.0.0',
      ranVersion: '2.0.0',
    });
  });

  it('says why a job failed', () => {
    const failure = { code: 'job-failed', detail: 'The raster has no bands.' } as const;

    expect(toStatusInfo(aJob({ status: 'failed', failure }), base).message).toBe('The raster has no bands.');
  });

  it.each(['accepted', 'running'] as const)('has links to watch a job that is %s', (status) => {
    const links = linksOf({ status });

    expect(links).toMatchObject({ self: url, monitor: url, status: url });
    expect(links).not.toHaveProperty([results]);
    expect(links).not.toHaveProperty([exceptions]);
  });

  it('has a link to the results of a successful job, and nothing more to watch', () => {
    expect(linksOf({ status: 'successful' })).toEqual({
      self: url,
      alternate: `${url}?f=html`,
      [results]: `${url}/results`,
      process: `${base}/processes/echo?f=json`,
      up: `${base}/jobs?f=json`,
    });
  });

  it('has a link to the exception of a failed job', () => {
    expect(linksOf({ status: 'failed' })).toMatchObject({ [exceptions]: `${url}/results` });
  });

  it('has neither for a dismissed job', () => {
    expect(Object.keys(linksOf({ status: 'dismissed' }))).toEqual(['self', 'alternate', 'process', 'up']);
  });
});

it('the URL of a job has no query and no trailing slash', () => {
  expect(jobURL(base, 'a/b')).toBe(`${base}/jobs/a%2Fb`);
});
