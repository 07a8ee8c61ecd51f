import type { Plant } from './plant.spec-kit.ts';

const CUSTOMERS = '{{resolve:ssm:/tradepost/prod/identity/customer-authorizer/id}}';

/** The violations of `authorizer-rules.ts`, for `PLANTS`. */
export const AUTHORIZER_PLANTS: readonly Plant[] = [
  ['route-contract', 'orders/HttpApiRouteGetV1Orders', { '.RouteKey': 'GET /v1/orders-of-all' }],
  ['route-authorizer', 'orders/HttpApiRouteGetV1Orders', { '.AuthorizerId': CUSTOMERS }],
  ['route-scopes', 'orders/HttpApiRouteGetV1Orders', { '.AuthorizationScopes.1': 'tradepost/orders:write' }],
  ['route-api-key', 'catalog/ApiGatewayMethodV1ProductsGet', { '.ApiKeyRequired': true }],
  ['contract-routes', 'platform/HttpApi', { HttpApiRouteGetV1Orders: undefined }, 'orders'],
  [
    'function-issuers',
    'orders/PlaceOrderLambdaFunction',
    { '.Environment.Variables.STAFF_ISSUER': undefined },
  ],
  [
    'authorizer-pool',
    'catalog/StaffApiGatewayAuthorizer',
    { '.ProviderARNs.1': '{{resolve:ssm:/tradepost/prod/identity/customer-pool/arn}}' },
  ],
];
