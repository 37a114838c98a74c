import { describe, expect, it } from 'vitest';
import { parsePrefer } from '#lib/ogc/prefer.ts';
import type { JobControlOption } from '#lib/ogc/process-description.ts';
import { chooseMode } from '#lib/operations/choose-mode.ts';

const both: JobControlOption[] = ['sync-execute', 'async-execute', 'dismiss'];
const syncOnly: JobControlOption[] = ['sync-execute'];
const asyncOnly: JobControlOption[] = ['async-execute', 'dismiss'];

const choose = (options: JobControlOption[], prefer?: string) =>
  chooseMode(options, parsePrefer(prefer), { syncWait: 10, syncWaitMaximum: 25 });

describe('/req/core/process-execute-default-execution-mode', () => {
  it('S7: is sync where the process can do both', () => {
    expect(choose(both)).toEqual({ mode: 'sync', wait: 10, applied: [] });
  });

  it('S8: follows the jobControlOptions where they leave no choice', () => {
    expect(choose(asyncOnly).mode).toBe('async');
    expect(choose(syncOnly)).toEqual({ mode: 'sync', wait: 25, applied: [] });
  });
});

describe('/req/core/process-execute-auto-execution-mode', () => {
  it.each([both, asyncOnly])('honours respond-async wherever it can', (...options) => {
    expect(choose(options as JobControlOption[], 'respond-async')).toMatchObject({
      mode: 'async',
      applied: ['respond-async'],
    });
  });

  it('runs a process synchronously that can only do that, and applies nothing', () => {
    expect(choose(syncOnly, 'respond-async')).toMatchObject({ mode: 'sync', applied: [] });
  });

  it('prefers respond-async to respond-sync and to wait', () => {
    expect(choose(both, 'respond-sync, respond-async, wait=3')).toMatchObject({
      mode: 'async',
      applied: ['respond-async'],
    });
  });
});

describe('respond-sync', () => {
  it('is honoured', () => {
    expect(choose(both, 'respond-sync')).toEqual({ mode: 'sync', wait: 10, applied: ['respond-sync'] });
    expect(choose(syncOnly, 'respond-sync').applied).toEqual(['respond-sync']);
  });

  it('cannot make a job-only process synchronous', () => {
    expect(choose(asyncOnly, 'respond-sync')).toMatchObject({ mode: 'async', applied: [] });
  });
});

describe('/rec/core/process-execute-honor-prefer: wait', () => {
  it('is the time that a synchronous execution waits', () => {
    expect(choose(both, 'wait=3')).toEqual({ mode: 'sync', wait: 3, applied: ['wait=3'] });
    expect(choose(both, 'respond-sync, wait=20').applied).toEqual(['respond-sync', 'wait=20']);
  });

  it('is bounded, and the bound is what was applied', () => {
    expect(choose(both, 'wait=600')).toEqual({ mode: 'sync', wait: 25, applied: ['wait=25'] });
  });

  it('of 0 asks for a job', () => {
    expect(choose(both, 'wait=0')).toMatchObject({ mode: 'async', applied: ['wait=0'] });
  });

  it('of 0 beside respond-sync is ignored', () => {
    expect(choose(both, 'respond-sync, wait=0')).toEqual({
      mode: 'sync',
      wait: 10,
      applied: ['respond-sync'],
    });
  });

  it('does not shorten a process that may not become a job', () => {
    expect(choose(syncOnly, 'wait=1')).toEqual({ mode: 'sync', wait: 25, applied: [] });
  });
});
