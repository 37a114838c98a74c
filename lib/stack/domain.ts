import { aws_apigatewayv2 as apigateway, CfnOutput, aws_route53 as route53 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from './config.ts';
import type { Gateway } from './gateway.ts';

/**
 * Leads the domain of the settings to an API of either kind, from the root on, by DNS records in the hosted zone of the
 * settings. Without one an output says what a record kept elsewhere has to point at.
 */
export function newDomain(
  scope: Construct,
  { apiID, stage, stageResource }: Gateway,
  { domainName, certificateArn, hostedZoneId }: Config,
): void {
  const own = new Construct(scope, 'Domain');
  const domain = new apigateway.CfnDomainName(own, 'Name', {
    domainName,
    domainNameConfigurations: [
      {
        certificateArn,
        endpointType: 'REGIONAL',
        securityPolicy: 'TLS_1_2',
        // Without it nothing would answer where the AAAA record leads.
        ipAddressType: 'dualstack',
      },
    ],
  });
  const mapping = new apigateway.CfnApiMapping(own, 'Mapping', {
    apiId: apiID,
    domainName: domain.ref,
    stage,
  });
  mapping.addResourceDependency(stageResource);

  if (hostedZoneId === '') {
    new CfnOutput(scope, 'DomainTarget', {
      value: domain.attrRegionalDomainName,
      description: `What the DNS record of ${domainName} has to point at.`,
    });
    return;
  }
  for (const type of ['A', 'AAAA']) {
    new route53.CfnRecordSet(own, type, {
      hostedZoneId,
      name: domainName,
      type,
      aliasTarget: {
        dnsName: domain.attrRegionalDomainName,
        hostedZoneId: domain.attrRegionalHostedZoneId,
      },
    });
  }
}

/**
 * With a domain of its own the API has no other address: there would be a way around whatever guards the domain, and
 * links lead there anyway.
 */
export function noOtherAddress({ domainName }: Config): { readonly disableExecuteApiEndpoint?: true } {
  return domainName === '' ? {} : { disableExecuteApiEndpoint: true };
}
