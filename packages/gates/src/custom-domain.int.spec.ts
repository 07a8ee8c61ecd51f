import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService, TemplateResource } from '@tradepost/compiled-service/packaging/service-state';
import { CLOUDFORMATION_ACTIONS } from '@tradepost/deployment/deploy-role/cloudformation-actions.spec-kit';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { rules } from './check-config/rules.ts';

const PACKAGING_MS = 120_000;
const STAGE = 'jane';
const PARAMS = [
  'domainName=api.example.com',
  'certificateArn=arn:aws:acm:eu-central-1:111111111111:certificate/5c9e',
  'hostedZoneId=Z0123456789',
];

let services: readonly PackagedService[];
const resource = (service: string, id: string): TemplateResource | undefined =>
  services.find(({ name }) => name === service)?.template.Resources[id];

beforeAll(async () => {
  services = await compileServices(STAGE, { params: PARAMS });
}, PACKAGING_MS);

describe('a stage with a custom domain', () => {
  it('complies with all rules of check config', () => {
    const found = checkTemplates([{ stage: STAGE, services }], rules, exceptions);
    expect(found.filter(({ rule }) => rule !== 'exception-needed')).toEqual([]);
  });

  it('has a regional domain with a mapping to the HTTP API and a DNS record', () => {
    expect(resource('platform', 'CustomDomain')?.Properties).toMatchObject({
      DomainName: 'api.example.com',
      RoutingMode: 'ROUTING_RULE_THEN_API_MAPPING',
      DomainNameConfigurations: [{ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
    expect(resource('platform', 'HttpApiMapping')?.Properties).toEqual({
      DomainName: { Ref: 'CustomDomain' },
      ApiId: { Ref: 'HttpApi' },
      Stage: '$default',
    });
    expect(resource('platform', 'CustomDomainRecord')?.Properties).toMatchObject({
      HostedZoneId: 'Z0123456789',
      Name: 'api.example.com',
      Type: 'A',
    });
  });

  it.each([
    ['RoutingRuleV1Products', 'v1/products'],
    ['RoutingRuleV1Variants', 'v1/variants'],
    ['RoutingRuleV1AdminProducts', 'v1/admin/products'],
  ])('sends requests to the REST API with their whole path: %s', (id, basePath) => {
    expect(resource('catalog', id)?.Properties).toMatchObject({
      Conditions: [{ MatchBasePaths: { AnyOf: [basePath] } }],
      Actions: [
        {
          InvokeApi: {
            ApiId: { Ref: 'ApiGatewayRestApi' },
            Stage: { Ref: 'ApiGatewayStage' },
            StripBasePath: false,
          },
        },
      ],
    });
  });

  it('publishes the domain as the address of both APIs', () => {
    expect([
      resource('platform', 'HttpApiUrlParameter')?.Properties,
      resource('catalog', 'RestApiUrlParameter')?.Properties,
    ]).toEqual([
      {
        Name: '/tradepost/jane/platform/http-api/url',
        Type: 'String',
        Value: 'https://api.example.com',
      },
      {
        Name: '/tradepost/jane/catalog/rest-api/url',
        Type: 'String',
        Value: 'https://api.example.com',
      },
    ]);
  });

  it('has only resource types that the deploy role allows', () => {
    const types = services.flatMap(({ template }) =>
      Object.values(template.Resources).map(({ Type }) => Type),
    );
    expect([...new Set(types)].filter((type) => CLOUDFORMATION_ACTIONS[type] === undefined)).toEqual([]);
  });
});
