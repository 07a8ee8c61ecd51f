import { createRequire } from 'node:module';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };
type Resources = Record<string, Resource>;

const Apis = createRequire(import.meta.url)('../apis.cjs') as new (
  serverless: object,
) => { readonly hooks: Readonly<Record<string, () => void>> };

const KINDS = ['placing', 'guests', 'mail', 'logs', 'queues', 'lists', 'feeds', 'keys'];
const SMALL = {
  apiThrottle: { ratePerSecond: 100, burst: 200 },
  routeThrottles: Object.fromEntries(
    KINDS.map((kind, index) => [kind, { ratePerSecond: index + 1, burst: 10 * (index + 1) }]),
  ),
  apiCache: { ttlSeconds: 0 },
  traceSample: 0,
  accessLogs: false,
  functionAlarms: false,
  domainName: '',
  edgeOrigin: '',
};

/** The resources of both kinds of API, as the framework compiles them. */
const compiled = (): Resources => ({
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'tradepost-prod' } },
  HttpApiStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { StageName: '$default', DefaultRouteSettings: { DetailedMetricsEnabled: true } },
  },
  RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'prod-tradepost-shop' } },
  Deployment: {
    Type: 'AWS::ApiGateway::Deployment',
    Properties: { RestApiId: { Ref: 'RestApi' }, StageName: 'prod' },
  },
});
const complete = (settings: object, resources = compiled(), custom: object = {}): Resources => {
  const service = {
    custom: { domain: 'shop', byStage: { ...SMALL, ...settings }, ...custom },
    provider: {
      stage: 'prod',
      logRetentionInDays: 90,
      compiledCloudFormationTemplate: { Resources: resources },
    },
  };
  new Apis({ service }).hooks['after:aws:package:finalize:mergeCustomProviderResources']?.();
  return resources;
};

it('throttles the HTTP API', () => {
  expect(complete({})['HttpApiStage']?.Properties).toMatchObject({
    StageName: '$default',
    DefaultRouteSettings: {
      DetailedMetricsEnabled: true,
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    },
  });
});

describe('the throttle of a route', () => {
  const routeSettings = (custom: object) =>
    complete({}, compiled(), custom)['HttpApiStage']?.Properties['RouteSettings'];

  it('is in the settings of the HTTP API, with the default settings that it replaces', () => {
    expect(routeSettings({})).toMatchObject({
      'POST /v1/orders': {
        DetailedMetricsEnabled: true,
        ThrottlingRateLimit: 1,
        ThrottlingBurstLimit: 10,
      },
    });
  });

  it('is the same for HEAD as for GET', () => {
    const settings = routeSettings({}) as Readonly<Record<string, object>>;
    expect(settings['HEAD /v1/availability']).toEqual(settings['GET /v1/availability']);
    expect(settings).not.toHaveProperty(['HEAD /v1/orders']);
  });

  it('is not there for a route of a service with an API of its own', () => {
    expect(routeSettings({})).toHaveProperty(['GET /v1/products']);
    const others = routeSettings({ httpApi: { servicesWithOwnApi: ['catalog'] } });
    expect(others).not.toHaveProperty(['GET /v1/products']);
    expect(others).toHaveProperty(['POST /v1/orders']);
  });

  it('needs numbers for its kind', () => {
    const routeThrottles = { ...SMALL.routeThrottles, keys: undefined };
    expect(() => complete({ routeThrottles })).toThrow(
      / has the throttle keys, which has no numbers in stages\.yml$/,
    );
  });
});

it('declares the stage of the REST API with its throttling', () => {
  expect(complete({})['ApiGatewayStage']?.Properties).toMatchObject({
    StageName: 'prod',
    MethodSettings: [{ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }],
  });
});

it('declares neither logs nor alarms where the settings of the stage have none', () => {
  const declared = Object.entries(complete({})).filter(
    ([, { Type }]) => Type !== 'AWS::ApiGateway::GatewayResponse',
  );
  expect(declared.map(([id]) => id)).toEqual([
    ...Object.keys(compiled()),
    'ApiGatewayStage',
    'HttpApiUrlParameter',
    'RestApiUrlParameter',
  ]);
});

describe('access logs', () => {
  const { HttpApiAccessLogs, RestApiAccessLogs, HttpApiStage, ApiGatewayStage } = complete({
    accessLogs: true,
  });
  const formatOf = (setting: unknown) => JSON.parse((setting as { Format: string }).Format) as object;

  it('have a log group with the retention of the stage for each API', () => {
    expect([HttpApiAccessLogs?.Properties, RestApiAccessLogs?.Properties]).toEqual([
      { LogGroupName: '/aws/vendedlogs/apis/tradepost-prod-shop-http-api', RetentionInDays: 90 },
      { LogGroupName: '/aws/vendedlogs/apis/tradepost-prod-shop-rest-api', RetentionInDays: 90 },
    ]);
    expect(HttpApiStage?.Properties['AccessLogSettings']).toMatchObject({
      DestinationArn: { 'Fn::GetAtt': ['HttpApiAccessLogs', 'Arn'] },
    });
    expect(ApiGatewayStage?.Properties['AccessLogSetting']).toMatchObject({
      DestinationArn: { 'Fn::GetAtt': ['RestApiAccessLogs', 'Arn'] },
    });
  });

  it('are JSON with the route, status, latency, errors and IP address of each request', () => {
    const common = {
      requestId: '$context.requestId',
      status: '$context.status',
      latencyMs: '$context.responseLatency',
      integrationError: '$context.integration.error',
      sourceIp: '$context.identity.sourceIp',
      clientId: '$context.authorizer.claims.client_id',
      service: 'shop',
    };
    expect(formatOf(HttpApiStage?.Properties['AccessLogSettings'])).toMatchObject({
      ...common,
      route: '$context.routeKey',
      api: 'http-api',
    });
    expect(formatOf(ApiGatewayStage?.Properties['AccessLogSetting'])).toMatchObject({
      ...common,
      route: '$context.httpMethod $context.resourcePath',
      api: 'rest-api',
      apiKeyId: '$context.identity.apiKeyId',
    });
  });
});

describe('the alarm on server errors', () => {
  const resources = complete({ functionAlarms: true });

  it.each([
    ['HttpApi', '5xx', [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }]],
    ['RestApi', '5XXError', [{ Name: 'ApiName', Value: 'prod-tradepost-shop' }]],
  ])('of %s compares %s with the number of requests', (id, errors, dimensions) => {
    const metric = (name: string) => ({
      Namespace: 'AWS/ApiGateway',
      MetricName: name,
      Dimensions: dimensions,
    });
    expect(resources[`${id}ServerErrorsAlarm`]?.Properties).toMatchObject({
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
      Metrics: [
        { Expression: 'IF(errors >= 5, 100 * errors / requests, 0)', ReturnData: true },
        { Id: 'errors', MetricStat: { Metric: metric(errors), Period: 300, Stat: 'Sum' } },
        { Id: 'requests', MetricStat: { Metric: metric('Count'), Period: 300, Stat: 'Sum' } },
      ],
    });
  });

  it('has no period beside those of its metrics, which CloudWatch rejects', () => {
    expect(resources['HttpApiServerErrorsAlarm']?.Properties).not.toHaveProperty('Period');
  });
});

describe('the alarms on refused requests', () => {
  it.each([
    ['HttpApiAccessLogs', 'http-api', 'RequestsUnauthorized', '401', 100],
    ['RestApiAccessLogs', 'rest-api', 'RequestsForbidden', '403', 50],
    ['RestApiAccessLogs', 'rest-api', 'RequestsThrottled', '429', 200],
  ])(
    'of %s count in five minutes what a filter of the log finds: %s %s %s',
    (id, api, name, status, above) => {
      const resources = complete({ accessLogs: true, functionAlarms: true });
      expect(resources[`${id}${name}Filter`]?.Properties).toMatchObject({
        LogGroupName: { Ref: id },
        FilterPattern: `{ $.status = "${status}" }`,
        MetricTransformations: [{ MetricNamespace: 'Tradepost/prod', MetricName: name, MetricValue: '1' }],
      });
      expect(resources[`${id}${name}Alarm`]?.Properties).toMatchObject({
        Namespace: 'Tradepost/prod',
        MetricName: name,
        Dimensions: [
          { Name: 'service', Value: 'shop' },
          { Name: 'api', Value: api },
        ],
        Statistic: 'Sum',
        Period: 300,
        Threshold: above,
      });
    },
  );

  it('need access logs', () => {
    const ids = Object.keys(complete({ functionAlarms: true }));
    expect(ids.filter((id) => id.includes('Requests'))).toEqual([]);
  });
});

describe('a stage behind an edge', () => {
  it('disables the own endpoints of both APIs', () => {
    const { HttpApi, RestApi } = complete({
      domainName: 'api.example.com',
      edgeOrigin: 'origin.example.com',
    });
    expect([HttpApi?.Properties, RestApi?.Properties]).toMatchObject([
      { DisableExecuteApiEndpoint: true },
      { DisableExecuteApiEndpoint: true },
    ]);
  });
});
