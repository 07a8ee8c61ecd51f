import { CONTRACT_ACCESS } from '../templates/contract-access.ts';
import { type Changes, faultsWith } from './plant.spec-kit.ts';
import { poolArnOf } from './shop.spec-kit.ts';

const ROUTE = 'POST /v1/orders';
const STAFF_ISSUER = 'PlaceOrder.Environment.Variables.STAFF_ISSUER';
const CUSTOMER_ISSUER = 'PlaceOrder.Environment.Variables.CUSTOMER_ISSUER';
const NO_AUTHORIZER: Changes = {
  'Route.AuthorizationType': undefined,
  'Route.AuthorizerId': undefined,
  'Route.AuthorizationScopes': undefined,
};
const PUBLIC: Changes = {
  ...NO_AUTHORIZER,
  'Route.RouteKey': 'POST /v1/hooks/payments/{provider}',
  [STAFF_ISSUER]: undefined,
};
const ANY: Changes = {
  ...PUBLIC,
  'Route.RouteKey': 'ANY /v1/orders',
  'PlaceOrder.Environment.Variables.ALLOWED_METHODS': 'POST',
};
const idOf = (authorizer: string) => `{{resolve:ssm:/tradepost/prod/identity/${authorizer}/id}}`;

describe('A route for staff', () => {
  it('may have the authorizer of the staff pool and the scope of its contract', () => {
    expect(faultsWith({})).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    ['no authorizer', 'route-authorizer', { 'Route.AuthorizationType': 'NONE' }],
    [
      'the authorizer of customers',
      'route-authorizer',
      { 'Route.AuthorizerId': idOf('customer-authorizer') },
    ],
    ['an authorizer of another template', 'route-authorizer', { 'Route.AuthorizerId': 'a1b2c3' }],
    ['a Lambda authorizer', 'route-authorizer', { 'Route.AuthorizationType': 'CUSTOM' }],
    ['the authorization of IAM', 'route-authorizer', { 'Route.AuthorizationType': 'AWS_IAM' }],
    ['no scope', 'route-scopes', { 'Route.AuthorizationScopes': undefined }],
    ['another scope', 'route-scopes', { 'Route.AuthorizationScopes': ['tradepost/orders:read'] }],
    ['a scope too many', 'route-scopes', { 'Route.AuthorizationScopes.1': 'tradepost/me' }],
    ['the scope without its prefix', 'route-scopes', { 'Route.AuthorizationScopes': ['orders:write'] }],
    ['an API key', 'route-api-key', { 'Route.ApiKeyRequired': true }],
  ])('must not have %s', (_what, rule, changes) => {
    expect(faultsWith(changes)).toEqual([`Route ${rule}`]);
  });

  it.each(['dev', 'staging', 'jane'])('needs its authorizer on the stage %s', (stage) => {
    expect(faultsWith({ 'Route.AuthorizationType': undefined }, stage)).toContain('Route route-authorizer');
  });

  it.each<[string, Changes]>([
    ['no issuer', { [STAFF_ISSUER]: undefined }],
    [
      'the issuer of customers',
      { [STAFF_ISSUER]: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_customer' },
    ],
    [
      'a second issuer',
      { [CUSTOMER_ISSUER]: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_customer' },
    ],
  ])('has no function with %s', (_what, changes) => {
    expect(faultsWith(changes)).toEqual(['PlaceOrder function-issuers']);
  });
});

describe('A route without a token', () => {
  it('has neither authorizer nor issuer', () => {
    expect(faultsWith(PUBLIC)).toEqual([]);
  });

  it('is found as a HEAD with the access of its path', () => {
    const head = {
      'Route.RouteKey': 'HEAD /v1/orders',
      'Route.AuthorizationScopes': ['tradepost/orders:read'],
    };
    expect(faultsWith(head)).toEqual([]);
    expect(faultsWith({ ...head, ...NO_AUTHORIZER })).toEqual([
      'Route route-authorizer',
      'Route route-scopes',
    ]);
  });

  it('is found with the authorizer of another route', () => {
    const { 'Route.RouteKey': route } = PUBLIC;
    expect(faultsWith({ 'Route.RouteKey': route }).toSorted()).toEqual([
      'PlaceOrder function-issuers',
      'Route route-authorizer',
      'Route route-scopes',
    ]);
  });
});

describe('A route for all other methods', () => {
  it('is open where the function only answers 405', () => {
    expect(faultsWith(ANY)).toEqual([]);
  });

  it('needs a contract where the function answers it', () => {
    expect(faultsWith({ ...PUBLIC, 'Route.RouteKey': 'ANY /v1/orders' })).toEqual(['Route route-contract']);
    expect(faultsWith({ ...PUBLIC, 'Route.RouteKey': '$default' })).toEqual(['Route route-contract']);
  });

  it('must not have an authorizer', () => {
    expect(faultsWith({ ...ANY, 'Route.AuthorizationType': 'JWT' })).toEqual(['Route route-authorizer']);
  });
});

describe('An HTTP API', () => {
  it('is found without the routes of contracts', () => {
    const faults = faultsWith({ Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} } });
    const missing = faults.filter((fault) => fault === 'Api contract-routes');
    expect(missing).toHaveLength(CONTRACT_ACCESS.size - 1);
    expect(CONTRACT_ACCESS.has(ROUTE)).toBe(true);
  });
});

describe('An authorizer', () => {
  const http = (properties: object): Changes => ({
    Other: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: { ApiId: 'api', AuthorizerType: 'JWT', ...properties },
    },
  });
  const rest = (properties: object): Changes => ({
    Other: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: { RestApiId: 'api', Type: 'COGNITO_USER_POOLS', ...properties },
    },
  });
  const jwt = { Issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_staff', Audience: ['client'] };
  const ARNS = [poolArnOf('staff'), poolArnOf('customer')];

  it.each<[string, Changes]>([
    ['the issuer of a pool', http({ JwtConfiguration: jwt })],
    ['one pool', rest({ ProviderARNs: ARNS.slice(0, 1) })],
  ])('may accept %s', (_what, changes) => {
    expect(faultsWith(changes)).toEqual([]);
  });

  it.each<[string, Changes]>([
    ['another issuer', http({ JwtConfiguration: { ...jwt, Issuer: 'https://issuer.example' } })],
    ['the issuer with a suffix', http({ JwtConfiguration: { ...jwt, Issuer: `${jwt.Issuer}/` } })],
    ['any client', http({ JwtConfiguration: { ...jwt, Audience: [] } })],
    ['the decision of a function', http({ AuthorizerType: 'REQUEST', JwtConfiguration: jwt })],
    ['two pools', rest({ ProviderARNs: ARNS })],
    ['no pool', rest({ ProviderARNs: [] })],
    ['the decision of a function, for a REST API', rest({ Type: 'TOKEN', ProviderARNs: ARNS.slice(0, 1) })],
  ])('must not accept %s', (_what, changes) => {
    expect(faultsWith(changes)).toEqual(['Other authorizer-pool']);
  });
});
