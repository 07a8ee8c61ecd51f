import { createRequire } from 'node:module';

type Resource = {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  Properties: Record<string, unknown>;
};
const { declareRestStages } = createRequire(import.meta.url)('../rest-stage.cjs') as {
  readonly declareRestStages: (resources: Record<string, Resource>, settings: object) => void;
};

const UNCACHED = {
  apiThrottle: { ratePerSecond: 100, burst: 200 },
  apiCache: { ttlSeconds: 0 },
  traceSample: 0,
};
const CACHED = {
  ...UNCACHED,
  apiCache: { ttlSeconds: 60, sizeGb: '0.5' },
  traceSample: 0.05,
  cachedPaths: ['/v1/products'],
};

/** The resources of `GET /v1/products` and `GET /v1/products/{productId}`, as the framework compiles them. */
const compiled = (): Record<string, Resource> => ({
  Root: { Type: 'AWS::ApiGateway::Resource', Properties: { ParentId: {}, PathPart: 'v1' } },
  Products: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { Ref: 'Root' }, PathPart: 'products' },
  },
  Product: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ParentId: { Ref: 'Products' }, PathPart: '{productId}' },
  },
  GetProduct: {
    Type: 'AWS::ApiGateway::Method',
    Properties: { HttpMethod: 'GET', ResourceId: { Ref: 'Product' }, Integration: {} },
  },
  ListProducts: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      HttpMethod: 'GET',
      ResourceId: { Ref: 'Products' },
      RequestParameters: { 'method.request.querystring.cursor': false },
      Integration: {},
    },
  },
  Deployment17: {
    Type: 'AWS::ApiGateway::Deployment',
    DependsOn: ['GetProduct', 'ListProducts'],
    Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' },
  },
});
const declare = (settings: object, more: Record<string, Resource> = {}) => {
  const resources = { ...compiled(), ...more };
  declareRestStages(resources, settings);
  return resources;
};
describe('The stage of a REST API', () => {
  it('is a resource of its own that refers to the deployment', () => {
    const { ApiGatewayStage, Deployment17 } = declare(UNCACHED);
    expect(ApiGatewayStage).toEqual({
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId: { Ref: 'Api' },
        DeploymentId: { Ref: 'Deployment17' },
        StageName: 'dev',
        TracingEnabled: false,
        MethodSettings: [
          {
            HttpMethod: '*',
            ResourcePath: '/*',
            MetricsEnabled: true,
            ThrottlingRateLimit: 100,
            ThrottlingBurstLimit: 200,
          },
        ],
      },
    });
    expect(Deployment17).toEqual({
      Type: 'AWS::ApiGateway::Deployment',
      DependsOn: ['GetProduct', 'ListProducts'],
      Properties: { RestApiId: { Ref: 'Api' } },
    });
  });

  it('throttles the given routes, beside all others', () => {
    const throttledRoutes = [
      { method: 'GET', path: '/v1/products', throttle: { ratePerSecond: 5, burst: 10 } },
    ];
    const { ApiGatewayStage } = declare({ ...CACHED, throttledRoutes });
    expect(ApiGatewayStage?.Properties['MethodSettings']).toEqual([
      expect.objectContaining({ ResourcePath: '/*', ThrottlingRateLimit: 100 }),
      {
        HttpMethod: 'GET',
        ResourcePath: '/~1v1~1products',
        MetricsEnabled: true,
        ThrottlingRateLimit: 5,
        ThrottlingBurstLimit: 10,
        CachingEnabled: true,
        CacheTtlInSeconds: 60,
        CacheDataEncrypted: true,
      },
    ]);
    const unknown = [{ ...throttledRoutes[0], path: '/v1/product' }];
    expect(() => declare({ ...UNCACHED, throttledRoutes: unknown })).toThrow(
      'the REST API has no route GET /v1/product',
    );
  });

  it('exists before API keys and usage plans that name it', () => {
    const { Key, Plan } = declare(UNCACHED, {
      Key: { Type: 'AWS::ApiGateway::ApiKey', DependsOn: 'Deployment17', Properties: {} },
      Plan: { Type: 'AWS::ApiGateway::UsagePlan', DependsOn: 'Deployment17', Properties: {} },
    });
    expect([Key?.DependsOn, Plan?.DependsOn]).toEqual([['ApiGatewayStage'], ['ApiGatewayStage']]);
  });

  it('is not declared for a service without a REST API', () => {
    const resources = { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } };
    declareRestStages(resources, CACHED);
    expect(resources).toEqual({ Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } });
  });
});

describe('The cache of a REST API', () => {
  it('is off on a stage without one', () => {
    const { ListProducts } = declare({ ...UNCACHED, cachedPaths: ['/v1/products'] });
    expect(ListProducts?.Properties['Integration']).toEqual({});
  });

  it('stores the responses of the cached paths only', () => {
    const { ApiGatewayStage, GetProduct } = declare(CACHED);
    expect(ApiGatewayStage?.Properties).toMatchObject({
      CacheClusterEnabled: true,
      CacheClusterSize: '0.5',
      MethodSettings: [
        { ResourcePath: '/*' },
        {
          HttpMethod: 'GET',
          ResourcePath: '/~1v1~1products',
          CachingEnabled: true,
          CacheTtlInSeconds: 60,
        },
      ],
    });
    expect(GetProduct?.Properties['Integration']).toEqual({});
  });

  it('distinguishes responses by every parameter that they depend on', () => {
    const { GetProduct, ListProducts } = declare({
      ...CACHED,
      cachedPaths: ['/v1/products', '/v1/products/{productId}'],
    });
    expect(GetProduct?.Properties['Integration']).toEqual({
      CacheKeyParameters: ['method.request.path.productId', 'method.request.header.If-None-Match'],
      CacheNamespace: 'GetProduct',
    });
    expect(ListProducts?.Properties['Integration']).toMatchObject({
      CacheKeyParameters: ['method.request.querystring.cursor', 'method.request.header.If-None-Match'],
    });
  });

  it('rejects a path without a GET method', () => {
    expect(() => declare({ ...CACHED, cachedPaths: ['/v1/product'] })).toThrow(
      'the REST API has no route GET /v1/product',
    );
  });
});
