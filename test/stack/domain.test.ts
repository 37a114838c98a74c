import { describe, expect, it } from 'vitest';
import { all, ofType, readable, synthesised } from './synthesised.ts';

const domain = {
  domainName: 'processes.example.org',
  certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1a2b',
};
const zone = { hostedZoneId: 'Z0123456789ABC' };
const withDomain = (gateway: 'HttpApi' | 'RestApi', more = {}) =>
  synthesised('one', { gateway, ...domain, publicUrl: `https://${domain.domainName}`, ...more });

describe.each([
  ['HttpApi', 'ApiGatewayV2::Api', 'ApiGatewayV2::Stage', '$default'],
  ['RestApi', 'ApiGateway::RestApi', 'ApiGateway::Stage', 'dev'],
] as const)('a domain of its own for the %s', (gateway, apiType, stageType, stageName) => {
  it('leads to the stage from the root on, by TLS 1.2', async () => {
    const { parent } = await withDomain(gateway, zone);
    const [name] = all(parent, 'AWS::ApiGatewayV2::DomainName');
    const [mapping] = all(parent, 'AWS::ApiGatewayV2::ApiMapping');
    const [[apiID] = ['']] = ofType(parent, `AWS::${apiType}`);
    const [[stageID] = ['']] = ofType(parent, `AWS::${stageType}`);

    expect(name?.Properties).toEqual({
      DomainName: domain.domainName,
      DomainNameConfigurations: [
        {
          CertificateArn: domain.certificateArn,
          EndpointType: 'REGIONAL',
          SecurityPolicy: 'TLS_1_2',
          IpAddressType: 'dualstack',
        },
      ],
    });
    expect(mapping?.Properties).toEqual({
      ApiId: { Ref: apiID },
      DomainName: { Ref: expect.stringContaining('DomainName') },
      Stage: stageName,
    });
    expect(mapping?.DependsOn).toEqual([stageID]);
  });

  it('gets its records where the hosted zone is known', async () => {
    const { parent } = await withDomain(gateway, zone);
    const records = all(parent, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);

    expect(records.map(({ Type }) => String(Type))).toEqual(['A', 'AAAA']);
    for (const record of records) {
      expect(record).toMatchObject({ Name: domain.domainName, HostedZoneId: zone.hostedZoneId });
      expect(JSON.stringify(record.AliasTarget)).toMatch(/RegionalDomainName.*RegionalHostedZoneId/);
    }
    expect(parent.Outputs).not.toHaveProperty('DomainTarget');
  });

  it('says what its record has to point at where it is not', async () => {
    const { parent } = await withDomain(gateway);

    expect(all(parent, 'AWS::Route53::RecordSet')).toEqual([]);
    expect(JSON.stringify(parent.Outputs?.DomainTarget?.Value)).toContain('RegionalDomainName');
  });

  it('is the only address that the API has, and the one that the stack tells', async () => {
    const { parent } = await withDomain(gateway, zone);
    const [api] = all(parent, `AWS::${apiType}`);

    expect(api?.Properties.DisableExecuteApiEndpoint).toBe(true);
    expect(parent.Outputs?.Url?.Value).toBe('https://processes.example.org');
  });

  it('is not made where there is none, and the gateway tells its own address', async () => {
    const { parent } = await synthesised('one', { gateway });
    const [api] = all(parent, `AWS::${apiType}`);

    expect(all(parent, 'AWS::ApiGatewayV2::DomainName')).toEqual([]);
    expect(api?.Properties).not.toHaveProperty('DisableExecuteApiEndpoint');
    expect(JSON.stringify(parent.Outputs?.Url?.Value)).toContain(`${gateway}`);
  });
});

it('the address of a REST API has the stage in it', async () => {
  const { parent } = await synthesised('one', { gateway: 'RestApi', stage: 'prod' });

  expect(readable(parent.Outputs?.Url?.Value)).toBe(
    'https://{RestApi}.execute-api.{Region}.{URLSuffix}/prod',
  );
});
