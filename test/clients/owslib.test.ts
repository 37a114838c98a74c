import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Runner, startRunner } from '#localstack/runner.ts';
import { printedBy, pythonWith } from './python.ts';

interface Found {
  readonly conformance: readonly string[];
  readonly openapi: string;
  readonly processes: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly area: unknown;
  readonly ndvi: unknown;
  readonly job: Readonly<Record<string, unknown>>;
  readonly hexagons: readonly number[];
  readonly error: string;
}

describe('OWSLib', () => {
  let dataDir: string;
  let runner: Runner;
  let found: Found;

  beforeAll(async () => {
    const folder = join(import.meta.dirname, '../../.emu/owslib');
    const python = await pythonWith(['OWSLib==0.35.0'], folder);
    dataDir = await mkdtemp(join(tmpdir(), 'serverless-processes-'));
    runner = await startRunner({ port: 0, dataDir, log: 'silent' });
    found = (await printedBy(python, join(import.meta.dirname, 'walk.py'), runner.url)) as Found;
  });

  afterAll(async () => {
    await runner?.stop();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });

  test('finds what the server conforms to, and its API definition', () => {
    expect(found.conformance).toContain(
      'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description',
    );
    expect(found.openapi).toMatch(/^3\.0\./);
  });

  test('lists every process and describes one', () => {
    expect(found.processes).toEqual([
      'buffer',
      'convert',
      'echo',
      'echo-all',
      'hexagon-bins',
      'ndvi',
      'uppercase',
      'zonal-statistics',
    ]);
    expect(found.inputs).toEqual({ geometry: 'Geometry', distance: 'Distance', segments: 'Segments' });
  });

  test('executes a process while it waits, as a document and raw', () => {
    expect(found.area).toMatchObject({ type: 'Polygon' });
    expect(found.ndvi).toMatchObject({ count: 122_848, min: expect.closeTo(-0.7534, 4) });
  });

  test('executes a process as a job, monitors it, fetches the results and dismisses it', () => {
    expect(found.job).toEqual({
      accepted: 'accepted',
      finished: 'successful',
      processID: 'hexagon-bins',
      progress: 100,
      dismissed: 'dismissed',
      results: 410,
    });
    expect(found.hexagons).toEqual([140, 1707]);
  });

  test('reads in words what was wrong', () => {
    expect(found.error).toBe('/inputs/distance is -7. Must be greater than 0.');
  });
});
