import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type Resource = {
  readonly Type: string;
  Properties: Record<string, unknown>;
  UpdatePolicy?: Record<string, unknown>;
};
type Service = {
  readonly custom: Record<string, unknown>;
  readonly functions: Record<string, Record<string, unknown>>;
  readonly provider: Record<string, unknown> & {
    readonly compiledCloudFormationTemplate: { readonly Resources: Record<string, Resource> };
  };
};
const ByStage = require('../by-stage.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

const DEV = {
  canary: 'none',
  concurrency: {},
  functionAlarms: false,
  apiThrottle: { ratePerSecond: 100, burst: 200 },
  apiCache: { ttlSeconds: 0 },
  traceSample: 0,
};
const PROD = {
  ...DEV,
  canary: 'Canary10Percent5Minutes',
  functionAlarms: true,
  apiCache: { ttlSeconds: 60, sizeGb: '0.5' },
  traceSample: 0.05,
};

const serviceOn = (byStage: object, resources: Record<string, Resource> = {}): Service => ({
  custom: { domain: 'orders', byStage },
  functions: { placeOrder: { name: 'tradepost-prod-orders-place-order' } },
  provider: {
    stage: 'prod',
    versionFunctions: false,
    compiledCloudFormationTemplate: { Resources: resources },
  },
});
const declare = (service: Service) => new ByStage({ service }).hooks['before:package:initialize']?.();
const complete = (service: Service) => {
  new ByStage({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return service.provider.compiledCloudFormationTemplate.Resources;
};
const lambda = (): Resource => ({ Type: 'AWS::Lambda::Function', Properties: {} });
const alias = (): Resource => ({
  Type: 'AWS::Lambda::Alias',
  UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: 'app' } },
  Properties: {},
});

describe('A canary', () => {
  it('is for each function of a stage that wants it, watched by the function’s alarms', () => {
    const service = serviceOn(PROD);
    declare(service);
    expect(service.provider['versionFunctions']).toBe(true);
    expect(service.custom['deploymentSettings']).toMatchObject({
      type: 'Canary10Percent5Minutes',
      alias: 'live',
      codeDeployRole: { 'Fn::Sub': expect.stringMatching(/:role\/tradepost-prod-platform-code-deploy$/) },
    });
    expect(service.functions['placeOrder']?.['deploymentSettings']).toEqual({
      alarms: ['PlaceOrderErrorsAlarm', 'PlaceOrderSlowAlarm'],
    });
  });

  it('has the platform look at the new version first', () => {
    const { Live } = complete(serviceOn(PROD, { Live: alias() }));
    expect(Live?.UpdatePolicy?.['CodeDeployLambdaAliasUpdate']).toEqual({
      ApplicationName: 'app',
      BeforeAllowTrafficHook: 'tradepost-prod-platform-check-version',
    });
  });

  it('is nothing that other stages have', () => {
    const service = serviceOn(DEV);
    declare(service);
    expect(service.functions['placeOrder']).not.toHaveProperty('deploymentSettings');
    expect(service.provider['versionFunctions']).toBe(false);
  });
});

describe('Concurrency', () => {
  const of = (wanted: object, byStage: object = PROD) =>
    serviceOn(
      { ...byStage, concurrency: { 'orders-placeOrder': wanted, 'payments-getLedger': { reserved: 1 } } },
      { PlaceOrderLambdaFunction: lambda(), PlaceOrderLambdaFunctionAliaslive: alias() },
    );

  it('is reserved for a function', () => {
    const { PlaceOrderLambdaFunction } = complete(of({ reserved: 50 }));
    expect(PlaceOrderLambdaFunction?.Properties).toEqual({ ReservedConcurrentExecutions: 50 });
  });

  it('is provisioned for its alias, and follows its use', () => {
    const resources = complete(of({ provisioned: { min: 2, max: 50, targetPercent: 70 } }));
    expect(resources['PlaceOrderLambdaFunctionAliaslive']?.Properties).toEqual({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(resources['PlaceOrderLambdaFunctionScaling']?.Properties).toMatchObject({
      ResourceId: 'function:tradepost-prod-orders-place-order:live',
      MinCapacity: 2,
      MaxCapacity: 50,
    });
    expect(resources['PlaceOrderLambdaFunctionScalingPolicy']?.Properties).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: { TargetValue: 0.7 },
    });
  });

  it('of a function that there is not, or of one without an alias, is refused', () => {
    const nobody = serviceOn({ ...PROD, concurrency: { 'orders-nobody': { reserved: 1 } } });
    expect(() => complete(nobody)).toThrow('concurrency: orders has no function nobody');
    const bare = of({ provisioned: { min: 1, max: 2, targetPercent: 70 } });
    delete bare.provider.compiledCloudFormationTemplate.Resources['PlaceOrderLambdaFunctionAliaslive'];
    expect(() => complete(bare)).toThrow('placeOrder has no alias to provision');
  });
});

describe('APIs', () => {
  const rest = () => ({
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
      Properties: {
        HttpMethod: 'GET',
        ResourceId: { Ref: 'Product' },
        Integration: {} as Record<string, unknown>,
      },
    },
    ListProducts: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        HttpMethod: 'GET',
        ResourceId: { Ref: 'Products' },
        RequestParameters: { 'method.request.querystring.cursor': false },
        Integration: {} as Record<string, unknown>,
      },
    },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: {} as Record<string, unknown> },
  });

  it('are throttled', () => {
    const stage = {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { DefaultRouteSettings: { DetailedMetricsEnabled: true } },
    };
    const { HttpApiStage, Deployment } = complete(serviceOn(DEV, { HttpApiStage: stage, ...rest() }));
    expect(HttpApiStage?.Properties).toEqual({
      DefaultRouteSettings: {
        DetailedMetricsEnabled: true,
        ThrottlingRateLimit: 100,
        ThrottlingBurstLimit: 200,
      },
    });
    expect(Deployment?.Properties['StageDescription']).toEqual({
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
    });
  });

  it('keep no answer where the stage has no cache', () => {
    const { GetProduct } = complete(serviceOn(DEV, rest()));
    expect(GetProduct?.Properties['Integration']).toEqual({});
  });

  it('keep no answer of a path that takes repeated parameters', () => {
    const service = serviceOn(PROD, rest());
    Object.assign(service.custom, { uncachedPaths: ['/v1/products'] });
    const settings = complete(service)['Deployment']?.Properties['StageDescription'] as {
      MethodSettings: { ResourcePath: string }[];
    };
    expect(settings.MethodSettings.map(({ ResourcePath }) => ResourcePath)).toEqual([
      '/*',
      '/~1v1~1products~1{productId}',
    ]);
  });

  it('keep answers apart by all that decides them', () => {
    const { GetProduct, ListProducts, Deployment } = complete(serviceOn(PROD, rest()));
    expect(GetProduct?.Properties['Integration']).toEqual({
      CacheKeyParameters: ['method.request.path.productId', 'method.request.header.If-None-Match'],
      CacheNamespace: 'GetProduct',
    });
    expect(ListProducts?.Properties['Integration']).toMatchObject({
      CacheKeyParameters: ['method.request.querystring.cursor', 'method.request.header.If-None-Match'],
    });
    expect(Deployment?.Properties['StageDescription']).toMatchObject({
      CacheClusterEnabled: true,
      CacheClusterSize: '0.5',
      MethodSettings: [
        {},
        { HttpMethod: 'GET', ResourcePath: '/~1v1~1products~1{productId}', CachingEnabled: true },
        { HttpMethod: 'GET', ResourcePath: '/~1v1~1products', CacheTtlInSeconds: 60 },
      ],
    });
  });
});
