import { describe, expect, it } from 'vitest';
import { readTemplate } from '#localstack/template.ts';

const dead = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } };

describe('readTemplate', () => {
  it('resolves references between resources', () => {
    const resources = read({
      Dead: dead,
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
      },
    });

    expect(resources).toContainEqual({
      type: 'AWS::SQS::Queue',
      name: 'app-Queue',
      path: 'app/Queue',
      properties: { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead' } },
    });
  });

  it('gives a queue the URL that its functions will ask for', () => {
    const resources = read({
      Dead: dead,
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: { DEAD_LETTER_QUEUE_URL: { Ref: 'Dead' } } } },
      },
    });

    expect(resources[1]?.properties).toEqual({
      Environment: {
        Variables: { DEAD_LETTER_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/dead' },
      },
    });
  });

  it('goes down into nested stacks, with their parameters and outputs', () => {
    const nested = {
      Parameters: { deadArn: { Type: 'String' } },
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: { 'Fn::Join': ['-', ['echo', { Ref: 'deadArn' }]] } },
        },
      },
      Outputs: { Name: { Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } },
    };
    const resources = read(
      {
        Echo: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'https://s3/bucket/echo.json', Parameters: { deadArn: 'dead' } },
        },
        Outer: {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: { 'Fn::GetAtt': ['Echo', 'Outputs.Name'] } },
        },
      },
      { 'https://s3/bucket/echo.json': nested },
    );

    expect(resources.map(({ path, name }) => [path, name])).toEqual([
      ['app-Echo/Queue', 'echo-dead'],
      ['app/Outer', 'echo-dead'],
    ]);
  });

  it('acknowledges what a laptop has no need of', () => {
    const resources = read({
      Role: { Type: 'AWS::IAM::Role' },
      Permission: { Type: 'AWS::Lambda::Permission' },
      Log: { Type: 'AWS::Logs::LogGroup' },
      Metadata: { Type: 'AWS::CDK::Metadata', Condition: 'CDKMetadataAvailable' },
      Dead: dead,
    });

    expect(resources.map(({ name }) => name)).toEqual(['dead']);
  });

  it('gives unnamed buckets names that a bucket may have', () => {
    const resources = read({ ['Bucket'.repeat(20)]: { Type: 'AWS::S3::Bucket' } });

    expect(resources[0]?.name).toMatch(/^[a-z0-9-]{3,63}$/);
  });

  it.each([
    [
      { Stream: { Type: 'AWS::Kinesis::Stream' } },
      'The runner does not know the resource type AWS::Kinesis::Stream (app/Stream).',
    ],
    [{ Dead: { ...dead, Condition: 'Prod' } }, 'The runner knows no conditions, and app/Dead has Prod.'],
    [
      {
        Dead: dead,
        Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['Dead', 'Colour'] } } },
      },
      'The runner does not know the attribute Colour of AWS::SQS::Queue (dead).',
    ],
    [
      { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Nothing' } } } },
      'The template of app refers to Nothing, which is not in it.',
    ],
  ])('stops at %j with a sentence', (resources, sentence) => {
    expect(() => read(resources)).toThrow(sentence);
  });

  it('stops at a parameter without a value', () => {
    const template = {
      Parameters: { Name: { Type: 'String' } },
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Name' } } } },
    };

    const reading = () => readTemplate({ stackName: 'app', template, parameters: {}, nested: () => ({}) });

    expect(reading).toThrow('The template of app has no value for Name.');
  });
});

function read(Resources: object, nested: Readonly<Record<string, object>> = {}) {
  return readTemplate({
    stackName: 'app',
    template: { Resources },
    parameters: {},
    nested: (url) => nested[url],
  }).resources;
}
