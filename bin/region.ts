import { STSClient } from '@aws-sdk/client-sts';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '#lib/process/nearest.ts';
import type { Config } from '#lib/stack/config.ts';
import type { CdkOptions } from './cdk-options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The region that the command line, the environment or the profile names, in this order; absent where none does. The CDK
 * would take us-east-1 then, without a word.
 */
export async function regionInForce(
  { region }: Pick<CdkOptions, 'region'>,
  { AWS_REGION, AWS_DEFAULT_REGION }: Environment,
): Promise<string | undefined> {
  return region ?? (AWS_REGION || AWS_DEFAULT_REGION || (await regionOfProfile()));
}

type Settings = Pick<Config, 'region' | 'certificateArn'>;

/** What is wrong with deploying these settings to the region in force. */
export function checkRegion({ region, certificateArn }: Settings, inForce: string | undefined): string[] {
  const target = inForce ?? region;
  if (target === '') {
    return [
      'It is not known which region is meant: set AWS_REGION, such as AWS_REGION=eu-central-1, or the setting region in cdk.json.',
    ];
  }
  const [, , , ofCertificate = target] = certificateArn.split(':');
  return [
    region !== '' && region !== target
      ? `The setting region is ${region}, and the region in force is ${target}: set AWS_REGION=${region}, or change the setting.`
      : '',
    certificateArn !== '' && ofCertificate !== target
      ? `The certificate of the setting certificateArn is in ${ofCertificate}, and the gateway in ${target} can only use one from there: request one with \`aws acm request-certificate --validation-method DNS --region ${target} --domain-name …\`.`
      : '',
  ].filter((problem) => problem !== '');
}

/** A sentence on a region whose name nobody knows; absent where the CDK knows it. */
export function unknownRegion(region: string): string | undefined {
  const known = RegionInfo.regions.map(({ name }) => name);
  if (known.includes(region)) return undefined;
  const meant = nearest(region, known);
  return `There is no region ${region}${meant === undefined ? '.' : `; did you mean ${meant}?`} Set AWS_REGION to one such as eu-central-1.`;
}

async function regionOfProfile(): Promise<string | undefined> {
  try {
    return await new STSClient({}).config.region();
  } catch {
    return undefined;
  }
}
