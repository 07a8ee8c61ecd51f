import { createRequire } from 'node:module';

type Resource = {
  readonly Type: string;
  DependsOn?: string | readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
};
type Resources = Record<string, Resource>;

const { declareGatewayResponses } = createRequire(import.meta.url)('../gateway-responses.cjs') as {
  readonly declareGatewayResponses: (resources: Resources) => void;
};

const declared = (): Resources => {
  const resources: Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', DependsOn: ['Method'], Properties: {} },
  };
  declareGatewayResponses(resources);
  return resources;
};
const bodyOf = ({ Properties }: Resource = { Type: '', Properties: {} }): unknown =>
  JSON.parse((Properties['ResponseTemplates'] as Readonly<Record<string, string>>)['application/json'] ?? '');

describe('the responses of a REST API itself', () => {
  it('are problems for refused callers, with a header for browsers', () => {
    const { ApiUnauthorized } = declared();
    expect(ApiUnauthorized?.Properties).toMatchObject({
      RestApiId: { Ref: 'Api' },
      ResponseType: 'UNAUTHORIZED',
      StatusCode: '401',
      ResponseParameters: {
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
      },
    });
    expect(bodyOf(ApiUnauthorized)).toEqual({
      type: 'urn:tradepost:problem:UNAUTHENTICATED',
      title: 'The request has no valid access token',
      status: 401,
      code: 'UNAUTHENTICATED',
      correlationId: '$context.requestId',
    });
  });

  it.each([
    ['ApiAccessDenied', 'ACCESS_DENIED', '403', { code: 'FORBIDDEN' }],
    ['ApiInvalidApiKey', 'INVALID_API_KEY', '403', { code: 'INVALID_API_KEY' }],
    ['ApiThrottled', 'THROTTLED', '429', { type: 'about:blank', status: 429 }],
    ['ApiQuotaExceeded', 'QUOTA_EXCEEDED', '429', { type: 'about:blank', status: 429 }],
    ['ApiUnknownPath', 'MISSING_AUTHENTICATION_TOKEN', '404', { message: 'Not Found' }],
  ])('have in %s the status and the body of %s', (id, ResponseType, StatusCode, body) => {
    const response = declared()[id];
    expect(response?.Properties).toMatchObject({ ResponseType, StatusCode });
    expect(bodyOf(response)).toMatchObject(body);
  });

  it('are in the deployment that has the routes', () => {
    expect(declared()['Deployment']?.DependsOn).toEqual([
      'Method',
      'ApiUnknownPath',
      'ApiUnauthorized',
      'ApiAccessDenied',
      'ApiInvalidApiKey',
      'ApiThrottled',
      'ApiQuotaExceeded',
    ]);
  });

  it('are not declared without a REST API', () => {
    const resources: Resources = { Table: { Type: 'AWS::DynamoDB::Table', Properties: {} } };
    declareGatewayResponses(resources);
    expect(Object.keys(resources)).toEqual(['Table']);
  });
});
