import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stackName } from '#lib/stack/stack-name.ts';

const file = 'lib/stack/stack-name.ts';

describe('the name of a stack', () => {
  it('tells the stage', () => {
    expect(stackName('prod')).toBe('serverless-processes-prod');
  });

  it('is composed in one place, which needs nothing else, least of all the CDK', () => {
    const files = ['lib', 'bin', 'localstack'].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    );
    const sources = files.filter((name) => name.endsWith('.ts'));
    const composing = sources.filter((name) => readFileSync(name, 'utf8').includes('serverless-processes-$'));

    expect(composing).toEqual([file]);
    expect(readFileSync(file, 'utf8')).not.toContain('import');
  });
});
