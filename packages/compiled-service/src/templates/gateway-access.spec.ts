import { PLACEHOLDER_ADDRESSES } from './cloud-addresses.ts';
import { packagedService } from './packaged-service.spec-kit.ts';
import { readTemplates } from './read-templates.ts';

type Resources = Parameters<typeof packagedService>[1];

const read = (resources: Resources) =>
  readTemplates([packagedService('shop', resources)], PLACEHOLDER_ADDRESSES);
const declared = (logicalId: string) => ({ service: 'shop', logicalId });

const httpApi: Resources = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  Staff: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['one', 'two'] },
    },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: 'arn:aws:lambda:us-east-1:000000000000:function:list-jars',
    },
  },
};
const route = (more: Record<string, unknown>) => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey: 'GET /v1/jars',
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    ...more,
  },
});
const restApi: Resources = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'jars' } },
  Pool: {
    Type: 'AWS::ApiGateway::Authorizer',
    Properties: {
      RestApiId: { Ref: 'Api' },
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/staff'],
    },
  },
};
const method = (more: Record<string, unknown>) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    HttpMethod: 'GET',
    ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
    RestApiId: { Ref: 'Api' },
    Integration: { Type: 'AWS_PROXY', Uri: 'arn:aws:lambda:us-east-1:000000000000:function:list-jars' },
    ...more,
  },
});

describe('readTemplates of an HTTP API with a JWT authorizer', () => {
  it('returns the authorizer, and the scopes of a route', () => {
    const jars = route({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'Staff' },
      AuthorizationScopes: ['jars/read'],
    });
    const { authorizers, routes, problems } = read({ ...httpApi, Jars: jars });
    expect(problems).toEqual([]);
    expect(authorizers).toEqual([
      {
        ...declared('Staff'),
        ...{ id: 'shop-staff', apiId: 'shop-api', kind: 'http' },
        ...{ issuer: 'https://issuer.example', audience: ['one', 'two'] },
      },
    ]);
    expect(routes[0]?.authorization).toEqual({ authorizerId: 'shop-staff', scopes: ['jars/read'] });
  });

  it('returns no authorization for a route with NONE', () => {
    const { routes } = read({ ...httpApi, Jars: route({ AuthorizationType: 'NONE' }) });
    expect(routes[0]).not.toHaveProperty('authorization');
  });

  it.each([
    ['a Lambda authorizer', { AuthorizerType: 'REQUEST' }, 'AuthorizerType REQUEST is not supported'],
    [
      'a token in the query',
      { IdentitySource: ['$request.querystring.token'] },
      'IdentitySource $request.querystring.token is not supported',
    ],
    ['no audience', { JwtConfiguration: { Issuer: 'i' } }, 'JwtConfiguration.Audience is missing'],
  ])('refuses %s', (_what, more, problem) => {
    const Properties = { ...httpApi['Staff']?.Properties, ...more };
    const { problems } = read({ ...httpApi, Staff: { Type: 'AWS::ApiGatewayV2::Authorizer', Properties } });
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each(['AWS_IAM', 'CUSTOM'])('refuses a route with %s', (AuthorizationType) => {
    const { routes, problems } = read({ ...httpApi, Jars: route({ AuthorizationType, AuthorizerId: 'a' }) });
    expect(problems).toEqual([
      `shop: Jars (AWS::ApiGatewayV2::Route) cannot be read: AuthorizationType ${AuthorizationType} is not supported: only NONE and JWT are`,
    ]);
    expect(routes).toEqual([]);
  });
});

describe('readTemplates of a REST API', () => {
  it('returns the authorizer, and the scopes and the API key of a method', () => {
    const { authorizers, routes, problems } = read({
      ...restApi,
      Get: method({
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizerId: { Ref: 'Pool' },
        AuthorizationScopes: ['jars/read'],
        ApiKeyRequired: true,
      }),
    });
    expect(problems).toEqual([]);
    expect(authorizers).toEqual([
      {
        ...declared('Pool'),
        ...{ id: 'shop-pool', apiId: 'shop-api', kind: 'rest' },
        poolArns: ['arn:aws:cognito-idp:us-east-1:000000000000:userpool/staff'],
      },
    ]);
    expect(routes[0]).toMatchObject({
      authorization: { authorizerId: 'shop-pool', scopes: ['jars/read'] },
      apiKeyRequired: true,
    });
  });

  it.each([
    ['Type', { Type: 'TOKEN' }, 'Type TOKEN is not supported: only COGNITO_USER_POOLS is'],
    ['ProviderARNs', { ProviderARNs: undefined }, 'ProviderARNs is missing'],
    ['IdentitySource', { IdentitySource: 'method.request.header.Auth' }, 'IdentitySource method.request'],
  ])('refuses an authorizer with another %s', (_name, more, problem) => {
    const Properties = { ...restApi['Pool']?.Properties, ...more };
    const { problems } = read({ ...restApi, Pool: { Type: 'AWS::ApiGateway::Authorizer', Properties } });
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it('returns a gateway response with its headers, and refuses one that is computed', () => {
    const response = (value: string) => ({
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        RestApiId: { Ref: 'Api' },
        ResponseType: 'UNAUTHORIZED',
        StatusCode: '401',
        ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': value },
        ResponseTemplates: { 'application/json': '{"a":1}' },
      },
    });
    expect(read({ ...restApi, Answer: response("'*'") }).gatewayResponses).toEqual([
      {
        ...declared('Answer'),
        ...{ apiId: 'shop-api', type: 'UNAUTHORIZED', status: 401, template: '{"a":1}' },
        headers: { 'access-control-allow-origin': '*' },
      },
    ]);
    expect(read({ ...restApi, Answer: response('method.request.header.origin') }).problems).toEqual([
      expect.stringContaining('only headers with a fixed value are'),
    ]);
  });
});

describe('readTemplates of throttles', () => {
  const limits = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 };

  it('returns those of the stages of both kinds, by route', () => {
    const { throttles } = read({
      ...httpApi,
      HttpStage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          ...{ ApiId: { Ref: 'Api' }, StageName: '$default', DefaultRouteSettings: limits },
          RouteSettings: { 'POST /v1/jars': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 } },
        },
      },
      RestStage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          ...{ RestApiId: 'rest', StageName: 'dev' },
          MethodSettings: [
            { ResourcePath: '/*', HttpMethod: '*', ...limits },
            {
              ResourcePath: '/~1v1~1jars~1{id}',
              HttpMethod: 'GET',
              ThrottlingRateLimit: 3,
              ThrottlingBurstLimit: 4,
            },
          ],
        },
      },
    });
    const otherwise = { ratePerSecond: 5, burst: 10 };
    expect(throttles).toEqual([
      {
        ...declared('HttpStage'),
        ...{ apiId: 'shop-api', stage: '$default', otherwise },
        routes: new Map([['POST /v1/jars', { ratePerSecond: 1, burst: 2 }]]),
      },
      {
        ...declared('RestStage'),
        ...{ apiId: 'rest', stage: 'dev', otherwise },
        routes: new Map([['GET /v1/jars/{id}', { ratePerSecond: 3, burst: 4 }]]),
      },
    ]);
  });

  it.each([
    ['absent numbers', {}, undefined],
    ['a negative rate, which is off', { ThrottlingRateLimit: -1, ThrottlingBurstLimit: -1 }, undefined],
    ['zero', { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 }, { ratePerSecond: 0, burst: 0 }],
  ])('reads %s', (_what, DefaultRouteSettings, otherwise) => {
    const Properties = { ApiId: 'a', StageName: '$default', DefaultRouteSettings };
    const { throttles } = read({ Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties } });
    expect(throttles[0]?.otherwise).toEqual(otherwise);
  });

  it('refuses a rate without a burst', () => {
    const Properties = {
      ApiId: 'a',
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 1 },
    };
    const { problems } = read({ Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties } });
    expect(problems).toEqual([expect.stringContaining('must be set together')]);
  });
});

describe('readTemplates of API keys and usage plans', () => {
  const plan = (more: Record<string, unknown> = {}): Resources => ({
    ...restApi,
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Name: 'partner', Enabled: true } },
    Plan: {
      Type: 'AWS::ApiGateway::UsagePlan',
      Properties: {
        UsagePlanName: 'feeds',
        ApiStages: [
          {
            ...{ ApiId: { Ref: 'Api' }, Stage: 'dev' },
            Throttle: { '/v1/jars/GET': { RateLimit: 1, BurstLimit: 2 } },
          },
        ],
        Throttle: { RateLimit: 5, BurstLimit: 10 },
        Quota: { Limit: 50_000, Period: 'DAY' },
        ...more,
      },
    },
    PlanKey: {
      Type: 'AWS::ApiGateway::UsagePlanKey',
      Properties: { KeyId: { Ref: 'Key' }, KeyType: 'API_KEY', UsagePlanId: { Ref: 'Plan' } },
    },
  });

  it('returns the keys, the limits of the plan, and which keys are in it', () => {
    const { apiKeys, usagePlans, usagePlanKeys, problems } = read(plan());
    expect(problems).toEqual([]);
    expect(apiKeys).toEqual([{ ...declared('Key'), id: 'shop-key', name: 'partner', enabled: true }]);
    expect(usagePlans).toEqual([
      {
        ...declared('Plan'),
        ...{ id: 'shop-plan', name: 'feeds', throttle: { ratePerSecond: 5, burst: 10 } },
        quota: { limit: 50_000, period: 'DAY', offset: 0 },
        stages: [
          {
            ...{ apiId: 'shop-api', stage: 'dev' },
            routes: new Map([['GET /v1/jars', { ratePerSecond: 1, burst: 2 }]]),
          },
        ],
      },
    ]);
    expect(usagePlanKeys).toEqual([{ ...declared('PlanKey'), planId: 'shop-plan', keyId: 'shop-key' }]);
  });

  it.each([
    [{ Quota: { Limit: 1, Period: 'HOUR' } }, 'Quota.Period must be DAY, WEEK or MONTH, not "HOUR"'],
    [{ Quota: { Period: 'DAY' } }, 'Quota.Limit is missing'],
    [
      { ApiStages: [{ ApiId: 'a', Stage: 's', Throttle: { jars: {} } }] },
      'ApiStages.Throttle jars must be a path and a method',
    ],
  ])('refuses %j', (more, problem) => {
    expect(read(plan(more)).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses keys from a Lambda authorizer', () => {
    const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { ApiKeySourceType: 'AUTHORIZER' } };
    expect(read({ Api }).problems).toEqual([expect.stringContaining('ApiKeySourceType AUTHORIZER')]);
  });
});
