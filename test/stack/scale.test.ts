import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeApp } from './many.ts';
import { functionsOf, type Synthesised, synthesised, type Template } from './synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'many-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));

let fewer: Synthesised;
let app: Synthesised;
let more: Synthesised;
let rest: Synthesised;
beforeAll(async () => {
  fewer = await synthesised(writeApp(199, folder));
  app = await synthesised(writeApp(200, folder));
  more = await synthesised(writeApp(201, folder));
  rest = await synthesised(writeApp(200, folder), { gateway: 'RestApi' });
}, 600_000);

describe('an app of 200 processes', () => {
  it('has no more than 500 resources in a template, whichever kind of gateway it has', () => {
    expect(countOf(app.parent)).toBeLessThanOrEqual(500);
    expect(countOf(rest.parent)).toBeLessThanOrEqual(500);
    for (const template of app.processes.values()) expect(countOf(template)).toBeLessThanOrEqual(8);
  });

  it('has no more than 2,500 resources in all', () => {
    expect(app.processes.size).toBe(200);
    expect(rest.processes.size).toBe(200);
    for (const each of [app, rest]) {
      expect(templatesOf(each).reduce((sum, template) => sum + countOf(template), 0)).toBeLessThanOrEqual(
        2500,
      );
    }
  });

  it('has templates of less than 1 MB, with no more than 200 parameters and outputs each', () => {
    for (const template of [...templatesOf(app), rest.parent]) {
      expect(JSON.stringify(template).length).toBeLessThan(1_000_000);
      expect(Object.keys(template.Parameters ?? {}).length).toBeLessThanOrEqual(200);
      expect(Object.keys(template.Outputs ?? {}).length).toBeLessThanOrEqual(200);
    }
  });

  it('has less than 4 KB in the environment of each function', () => {
    for (const { name, properties } of functionsOf(app).values()) {
      expect(JSON.stringify(properties.Environment?.Variables).length, name).toBeLessThan(4096);
    }
  });

  it('has less than 10,240 characters of policy in each role, and no policy attached', () => {
    for (const { name, role } of functionsOf(app).values()) {
      expect(JSON.stringify(role.Policies).replaceAll(/\s/g, '').length, name).toBeLessThan(10_240);
      expect(role.ManagedPolicyArns, name).toBeUndefined();
    }
  });
});

describe('a process more, or less', () => {
  it('changes nothing in the parent but the code of functions, and its own stack', () => {
    for (const [before, after] of [
      [fewer, app],
      [app, more],
    ] as const) {
      const [smaller, larger] = [withoutCode(before.parent), withoutCode(after.parent)];
      const added = Object.keys(larger).filter((id) => smaller[id] === undefined);

      expect(added.map((id) => larger[id]?.Type)).toEqual(['AWS::CloudFormation::Stack']);
      expect(Object.fromEntries(Object.entries(larger).filter(([id]) => !added.includes(id)))).toEqual(
        smaller,
      );
    }
  });

  it('leaves the stack of every other process as it was, code and all', () => {
    for (const [id, template] of fewer.processes) {
      expect(app.processes.get(id), id).toEqual(template);
      expect(more.processes.get(id), id).toEqual(template);
    }
  });
});

function templatesOf({ parent, processes }: Synthesised): readonly Template[] {
  return [parent, ...processes.values()];
}

function countOf({ Resources }: Template): number {
  return Object.keys(Resources).length;
}

function withoutCode({ Resources }: Template): Template['Resources'] {
  return JSON.parse(JSON.stringify(Resources).replace(/[0-9a-f]{64}\.zip/g, 'code.zip'));
}
