import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce, announced } from '#localstack/announcement.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'announcement-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const runner = {
  pid: process.pid,
  url: 'http://127.0.0.1:8080',
  endpoints: { dynamodb: 'http://127.0.0.1:1', sqs: 'http://127.0.0.1:2' },
  outputs: { TableName: 'jobs' },
  log: 'functions.log',
};
/** Beyond what any system gives out. */
const noProcess = 2 ** 30;

describe('the announcement of a runner', () => {
  it('is found until it is taken away', () => {
    const takeAway = announce(folder, runner);

    expect(announced(folder)).toEqual(runner);
    takeAway();
    expect(announced(folder)).toBeUndefined();
  });

  it('counts no more once the runner was killed', () => {
    announce(folder, { ...runner, pid: noProcess });

    expect(announced(folder)).toBeUndefined();
  });

  it('is nothing where somebody else wrote the file', () => {
    writeFileSync(join(folder, 'runner.json'), '{"pid": 1');

    expect(announced(folder)).toBeUndefined();
  });
});
