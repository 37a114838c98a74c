import { expect, it } from 'vitest';
import { readCdkOptions } from '../../../bin/cdk-options.ts';
import { regionInForce } from '../../../bin/region.ts';

it('reads settings, profile and region in each way that the CDK takes them', () => {
  expect(readCdkOptions(['-c', 'stage=prod', '--profile', 'ours', '--region=eu-west-1'])).toEqual({
    context: { stage: 'prod' },
    profile: 'ours',
    region: 'eu-west-1',
  });
  expect(readCdkOptions(['--context=stage=a', '--context', 'title=b=c', '--profile=x']).context).toEqual({
    stage: 'a',
    title: 'b=c',
  });
});

it("leaves the CDK's own options alone", () => {
  expect(readCdkOptions(['--require-approval', 'never', '--outputs-file', 'out.json', '--force'])).toEqual({
    context: {},
  });
});

it('refuses what sets nothing', () => {
  expect(() => readCdkOptions(['-c', 'stage'])).toThrow(
    '-c stage is not a setting: write -c name=value, such as -c retentionDays=30',
  );
});

it('refuses settings that would be passed over, so that no other stage is meant than was said', () => {
  expect(() => readCdkOptions(['--stage', 'prod'])).toThrow(
    '--stage is no option of the CDK: write -c stage=prod.',
  );
  expect(() => readCdkOptions(['--gateway=RestApi'])).toThrow('write -c gateway=RestApi.');
  expect(() => readCdkOptions([], { npm_config_call: 'stage=prod' })).toThrow(
    'npm took -c stage=prod for itself: write `-- -c stage=prod`.',
  );
});

it('takes the region of the command line before those of the environment', async () => {
  const env = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };

  expect(await regionInForce({ region: 'eu-north-1' }, env)).toBe('eu-north-1');
  expect(await regionInForce({}, env)).toBe('eu-west-1');
  expect(await regionInForce({}, { ...env, AWS_REGION: '' })).toBe('eu-west-2');
});
