import type { Plant } from './plant.spec-kit.ts';

/** The violations of `api-rules.ts`, for `PLANTS`. */
export const API_PLANTS: readonly Plant[] = [
  ['rest-deployment-without-stage', 'catalog/ApiGatewayDeployment', { '.StageName': 'prod' }],
  ['rest-api-stage', 'catalog/ApiGatewayRestApi', { ApiGatewayStage: undefined }],
  ['rest-api-regional', 'catalog/ApiGatewayRestApi', { '.EndpointConfiguration.Types': ['EDGE'] }],
  ['cors-of-routes', 'platform/HttpApi', { '.CorsConfiguration.AllowMethods': ['GET'] }],
  [
    'cors-of-rest-routes',
    'catalog/ApiGatewayMethodV1ProductsOptions',
    {
      '.Integration.IntegrationResponses.0.ResponseParameters': {
        'method.response.header.Access-Control-Allow-Origin': "'*'",
        'method.response.header.Access-Control-Allow-Headers': "'Content-Type'",
      },
    },
  ],
  ['cors-without-credentials', 'platform/HttpApi', { '.CorsConfiguration.AllowCredentials': true }],
  ['api-access-log', 'platform/HttpApiStage', { '.AccessLogSettings': undefined }],
  ['api-server-error-alarm', 'catalog/ApiGatewayRestApi', { ApiGatewayRestApiServerErrorsAlarm: undefined }],
  ['api-refusal-alarms', 'catalog/ApiGatewayStage', { RestApiAccessLogsRequestsForbiddenFilter: undefined }],
  ['function-permission-source', 'orders/PlaceOrderLambdaPermissionHttpApi', { '.SourceArn': undefined }],
  ['rest-gateway-responses', 'catalog/ApiGatewayRestApi', { ApiGatewayRestApiUnauthorized: undefined }],
  ['route-throttle', 'platform/HttpApiStage', { '.RouteSettings': {} }],
  [
    'domain-mapping',
    'catalog/Mapping',
    {
      Mapping: {
        Type: 'AWS::ApiGatewayV2::ApiMapping',
        Properties: { DomainName: 'api.example.com', ApiId: { Ref: 'ApiGatewayRestApi' }, Stage: 'prod' },
      },
    },
  ],
  [
    'routing-rule',
    'catalog/RoutingRule',
    {
      RoutingRule: {
        Type: 'AWS::ApiGatewayV2::RoutingRule',
        Properties: { Priority: 1, Actions: [{ InvokeApi: { StripBasePath: true } }] },
      },
    },
  ],
  [
    'rest-api-in-client',
    'orders/RestApi',
    { RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'prod-tradepost-orders' } } },
  ],
];
