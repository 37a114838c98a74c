import { beforeAll, describe, expect, it } from 'vitest';
import { all, bundled, functionsOf, type Synthesised, type Template } from './synthesised.ts';

let one: Synthesised;
let two: Synthesised;
beforeAll(async () => {
  one = await bundled('one');
  two = await bundled('two');
});

describe('the stack of a process', () => {
  it('has at most 8 resources', () => {
    for (const { Resources } of two.processes.values()) {
      expect(Object.keys(Resources).length).toBeLessThanOrEqual(8);
    }
  });

  it('has a function and a queue with derived names', () => {
    for (const [id, template] of two.processes) {
      expect(all(template, 'AWS::Lambda::Function')[0]?.Properties.FunctionName).toBe(`dev-process-${id}`);
      expect(all(template, 'AWS::SQS::Queue')[0]?.Properties.QueueName).toBe(`dev-process-${id}`);
    }
  });

  it('has the resources that its process declares, and time to record that the time was up', () => {
    const second = two.processes.get('second') ?? { Resources: {} };

    expect(all(second, 'AWS::Lambda::Function')[0]?.Properties).toMatchObject({
      MemorySize: 1024,
      Timeout: 70,
      Environment: { Variables: { SOFT_LIMIT: '30', HARD_LIMIT: '40', MAX_ATTEMPTS: '5' } },
    });
    expect(all(second, 'AWS::SQS::Queue')[0]?.Properties).toMatchObject({
      VisibilityTimeout: 130,
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { maxReceiveCount: 10 },
    });
    expect(all(second, 'AWS::Lambda::EventSourceMapping')[0]?.Properties).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 7 },
    });
  });

  it('bounds no concurrency where the process does not', () => {
    const first = two.processes.get('first') ?? { Resources: {} };

    expect(all(first, 'AWS::Lambda::EventSourceMapping')[0]?.Properties.ScalingConfig).toBeUndefined();
    expect(all(first, 'AWS::Lambda::Function')[0]?.Properties.ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe('one process more', () => {
  it('changes nothing in the parent but the code of the functions that know the catalogue, and adds its stack', () => {
    const before = withoutCode(one.parent);
    const after = withoutCode(two.parent);
    const added = Object.keys(after).filter((id) => before[id] === undefined);

    expect(added.map((id) => after[id]?.Type)).toEqual(['AWS::CloudFormation::Stack']);
    expect(Object.fromEntries(Object.entries(after).filter(([id]) => !added.includes(id)))).toEqual(before);
  });

  it('changes the code of no function that does not know the catalogue', () => {
    const codes = ({ folder, ...app }: Synthesised) =>
      new Map(
        [...functionsOf({ folder, ...app })].map(([name, { code }]) => [name, code.slice(folder.length)]),
      );
    const changed = [...codes(one)]
      .filter(([name, code]) => codes(two).get(name) !== code)
      .map(([name]) => name);

    expect(changed.toSorted()).toEqual([
      'execute',
      'get-api-definition',
      'get-process-description',
      'get-processes',
      'get-result',
      'sweep',
    ]);
  });

  it('leaves the stack of every other process as it was, code and all', () => {
    expect(two.processes.get('first')).toEqual(one.processes.get('first'));
  });
});

describe('synthesis', () => {
  it('gives the same template and the same code when nothing changed', async () => {
    const again = await bundled('two');

    expect(again.parent).toEqual(two.parent);
    expect(again.processes).toEqual(two.processes);
  });
});

function withoutCode({ Resources }: Template): Template['Resources'] {
  return JSON.parse(JSON.stringify(Resources).replace(/[0-9a-f]{64}\.zip/g, 'code.zip'));
}
