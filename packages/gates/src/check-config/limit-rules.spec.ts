import { type Changes, faultsWith } from './plant.spec-kit.ts';

const TYPES = {
  UNAUTHORIZED: { status: 401, code: 'UNAUTHENTICATED', title: 'The request has no valid access token' },
  ACCESS_DENIED: { status: 403, code: 'FORBIDDEN', title: 'The access token does not allow this request' },
  INVALID_API_KEY: { status: 403, code: 'INVALID_API_KEY', title: 'The request has no valid API key' },
  THROTTLED: { status: 429 },
  QUOTA_EXCEEDED: { status: 429 },
};
const responses = Object.fromEntries(
  Object.entries(TYPES).map(([ResponseType, body]) => [
    ResponseType,
    {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: {
        ResponseType,
        RestApiId: { Ref: 'RestApi' },
        StatusCode: String(body.status),
        ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        ResponseTemplates: { 'application/json': JSON.stringify(body) },
      },
    },
  ]),
);
const REST_API: Changes = {
  RestApi: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: { EndpointConfiguration: { Types: ['REGIONAL'] } },
  },
  ...responses,
};

const faultsOf = (rule: string, changes: Changes) =>
  faultsWith(changes, 'jane').filter((fault) => fault.endsWith(` ${rule}`));

describe('The responses of a REST API itself', () => {
  it('may be problems of the contracts, with a header for browsers', () => {
    expect(faultsOf('rest-gateway-responses', REST_API)).toEqual([]);
  });

  it.each<[string, Changes]>([
    ['lack one for a type of refusal', { QUOTA_EXCEEDED: undefined }],
    ['lack the header for browsers', { 'THROTTLED.ResponseParameters': {} }],
    ['have another status in the body', { 'THROTTLED.StatusCode': '403' }],
    [
      'have another title than the contracts',
      {
        'UNAUTHORIZED.ResponseTemplates': {
          'application/json': JSON.stringify({ ...TYPES.UNAUTHORIZED, title: 'No' }),
        },
      },
    ],
  ])('must not %s', (_, changes) => {
    expect(faultsOf('rest-gateway-responses', { ...structuredClone(REST_API), ...changes })).toEqual([
      'RestApi rest-gateway-responses',
    ]);
  });
});

describe('The throttles of an API', () => {
  const stage = (RouteSettings: object): Changes => ({
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', RouteSettings },
    },
  });

  it('must not name a route that the API does not have', () => {
    const settings = { 'POST /v1/none': { ThrottlingRateLimit: 1, ThrottlingBurstLimit: 1 } };
    expect(faultsOf('route-throttle', stage({}))).toEqual([]);
    expect(faultsOf('route-throttle', stage(settings))).toEqual(['Stage route-throttle']);
  });
});
