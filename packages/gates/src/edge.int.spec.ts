import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService, TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { plant } from './check-config/plant.spec-kit.ts';
import { rules } from './check-config/rules.ts';

const PACKAGING_MS = 120_000;
const STAGE = 'jane';
const PARAMS = [
  'domainName=api.example.com',
  'edgeOrigin=origin.api.example.com',
  'edgeTruststore=s3://tradepost-jane-authorities/edge.pem',
  'edgeTruststoreVersion=3Lg.kqtJlcpXroDTDmJ',
  'certificateArn=arn:aws:acm:eu-central-1:111111111111:certificate/5c9e',
  'hostedZoneId=Z0123456789',
];

let services: readonly PackagedService[];
const resource = (service: string, id: string): TemplateResource | undefined =>
  services.find(({ name }) => name === service)?.template.Resources[id];

beforeAll(async () => {
  services = await compileServices(STAGE, { params: PARAMS });
}, PACKAGING_MS);

describe('a stage behind an edge', () => {
  it('complies with all rules of check config', () => {
    const found = checkTemplates([{ stage: STAGE, services }], rules, exceptions);
    expect(found.filter(({ rule }) => rule !== 'exception-needed')).toEqual([]);
  });

  it('has a domain that accepts only connections with a certificate of the edge', () => {
    expect(resource('platform', 'CustomDomain')?.Properties).toMatchObject({
      DomainName: 'origin.api.example.com',
      MutualTlsAuthentication: {
        TruststoreUri: 's3://tradepost-jane-authorities/edge.pem',
        TruststoreVersion: '3Lg.kqtJlcpXroDTDmJ',
      },
    });
    expect(resource('platform', 'CustomDomainRecord')?.Properties).toMatchObject({
      Name: 'origin.api.example.com',
    });
  });

  it.each([
    ['platform', 'HttpApi'],
    ['catalog', 'ApiGatewayRestApi'],
  ])('has no other address: %s/%s', (service, id) => {
    expect(resource(service, id)?.Properties).toMatchObject({ DisableExecuteApiEndpoint: true });
  });

  it.each([
    ['platform', 'HttpApi'],
    ['catalog', 'ApiGatewayRestApi'],
  ])('breaks a rule if %s/%s has an endpoint of its own', (service, id) => {
    const planted = services.map((each) =>
      each.name === service
        ? {
            ...each,
            template: {
              ...each.template,
              Resources: plant(each.template.Resources, { [`${id}.DisableExecuteApiEndpoint`]: false }),
            },
          }
        : each,
    );
    const found = checkTemplates([{ stage: STAGE, services: planted }], rules, exceptions);
    expect(found.filter(({ rule }) => rule === 'edge-only-entrance')).toMatchObject([
      { service, logicalId: id },
    ]);
  });

  it('publishes the name of the edge as the address of both APIs', () => {
    const Value = 'https://api.example.com';
    expect(resource('platform', 'HttpApiUrlParameter')?.Properties).toMatchObject({ Value });
    expect(resource('catalog', 'RestApiUrlParameter')?.Properties).toMatchObject({ Value });
  });
});
