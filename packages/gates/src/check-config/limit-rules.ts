import { objectIn, textIn } from '@tradepost/compiled-service/templates/properties';
import {
  readHttpThrottles,
  readRestThrottles,
  type StageThrottles,
} from '@tradepost/compiled-service/templates/throttles';
import { PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';
import { loadRegistry } from '@tradepost/contracts/registry';
import type { CloudResource } from './cloud.ts';
import { routesOf } from './routes.ts';
import { type Fault, faultUnless, type Rule } from './rule.ts';

const HTTP_STAGE = 'AWS::ApiGatewayV2::Stage';
const REST_STAGE = 'AWS::ApiGateway::Stage';

/** Types of responses that a caller of a REST API gets from API Gateway itself, because of a token, a key or a limit. */
const REFUSALS = ['UNAUTHORIZED', 'ACCESS_DENIED', 'INVALID_API_KEY', 'THROTTLED', 'QUOTA_EXCEEDED'];

const { routes: contracts } = await loadRegistry();

/** Routes whose contracts have a throttle, as `POST /v1/orders`. */
const THROTTLED: ReadonlySet<string> = new Set(
  contracts.flatMap(({ contract: { method, path, throttle } }) =>
    throttle === undefined ? [] : [`${method} ${path}`],
  ),
);

export const limitRules: readonly Rule[] = [
  {
    name: 'rest-gateway-responses',
    types: ['AWS::ApiGateway::RestApi'],
    check: ({ service }, cloud) => {
      const responses = cloud
        .ofType('AWS::ApiGateway::GatewayResponse')
        .filter((response) => response.service === service);
      return REFUSALS.flatMap((type) => {
        const response = responses.find(({ properties }) => textIn(properties, 'ResponseType') === type);
        return response === undefined
          ? [{ detail: `has no response of its own for ${type}` }]
          : faultsOfResponse(type, response);
      });
    },
    fix: 'Declare the responses with declareGatewayResponses of packages/serverless-config/gateway-responses.cjs.',
  },
  {
    name: 'route-throttle',
    types: [HTTP_STAGE, REST_STAGE],
    check: (stage, cloud) => {
      const { apiId, routes } = throttlesOf(stage);
      const existing = new Set(
        routesOf(cloud)
          .filter((route) => route.apiId === apiId)
          .map(({ method, path }) => `${method} ${path}`),
      );
      const unlimited = [...existing].filter((route) => THROTTLED.has(route) && !routes.has(route));
      const unknown = [...routes.keys()].filter((route) => !existing.has(route));
      return [
        ...unlimited.map((route) => ({ detail: `does not throttle ${route}, whose contract asks for it` })),
        ...unknown.map((route) => ({ detail: `throttles ${route}, which the API does not have` })),
      ];
    },
    fix: 'Name services with an API of their own in httpApi.servicesWithOwnApi of services/platform/serverless.yml; throttled-routes.cjs takes all other routes from the contracts.',
  },
];

function throttlesOf({ type, stack, logicalId }: CloudResource): StageThrottles {
  const reading = stack.read(logicalId);
  return type === HTTP_STAGE ? readHttpThrottles(reading) : readRestThrottles(reading);
}

/** A browser hides a response without the CORS header. A problem with a code is that of the contracts. */
function faultsOfResponse(type: string, { properties }: CloudResource): readonly Fault[] {
  const headers = objectIn(properties, 'ResponseParameters') ?? {};
  const template = textIn(objectIn(properties, 'ResponseTemplates') ?? {}, 'application/json') ?? '{}';
  const { code, status, title } = JSON.parse(template) as Readonly<Record<string, unknown>>;
  const problem = typeof code === 'string' ? PROBLEMS[code as ProblemCode] : undefined;
  return [
    ...faultUnless(
      headers['gatewayresponse.header.Access-Control-Allow-Origin'] === "'*'",
      `has a response for ${type} without Access-Control-Allow-Origin`,
    ),
    ...faultUnless(
      String(status) === textIn(properties, 'StatusCode'),
      `has a response for ${type} whose body has another status`,
    ),
    ...faultUnless(
      code === undefined || (problem?.status === status && problem?.title === title),
      `has a response for ${type} that differs from the problem ${String(code)} of the contracts`,
    ),
  ];
}
