import { flagIn, objectIn, textIn, textsIn } from '@tradepost/compiled-service/templates/properties';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import { CONTRACT_ACCESS, type GatewayAccess } from '../templates/contract-access.ts';
import type { Cloud, CloudResource } from './cloud.ts';
import { functionAt, variablesIn } from './function-at.ts';
import {
  HTTP_AUTHORIZER,
  ISSUER_VARIABLES,
  POOLS,
  poolAttribute,
  poolOfAuthorizer,
  poolOfRoute,
  REST_AUTHORIZER,
} from './pools.ts';
import { HTTP_ROUTE, REST_METHOD, routeOf, routesOf } from './routes.ts';
import { type Fault, faultUnless, type Rule } from './rule.ts';

const FROM_CONTRACT =
  'It follows from the contract by packages/serverless-config/access.cjs: run pnpm generate contracts, and declare no authorizer by hand.';

/** Authorization of a route with an authorizer of one of the pools, by the type of its resource. */
const TOKEN_AUTHORIZATION: Readonly<Record<string, string>> = {
  [HTTP_ROUTE]: 'JWT',
  [REST_METHOD]: 'COGNITO_USER_POOLS',
};

/** Rules for the gateway's check of callers: it is exactly the one that the contract of the route has. */
export const authorizerRules: readonly Rule[] = [
  {
    name: 'route-contract',
    types: [HTTP_ROUTE, REST_METHOD],
    check: (resource, cloud) => {
      const route = routeOf(resource);
      if (route === undefined || answersOnly405(route, cloud) || accessOf(route) !== undefined) return [];
      return [{ detail: `is the route ${route.method} ${route.path}, which no contract has` }];
    },
    fix: 'Declare the contract in packages/contracts, or remove the route.',
  },
  {
    name: 'route-authorizer',
    types: [HTTP_ROUTE, REST_METHOD],
    check: onRoutes((resource, access, cloud) => {
      const type = textIn(resource.properties, 'AuthorizationType') ?? 'NONE';
      const expectedType = access.pool === undefined ? 'NONE' : TOKEN_AUTHORIZATION[resource.type];
      if (type !== expectedType) return [`has the authorization ${type}, not ${expectedType}`];
      if (access.pool === undefined) return [];
      const pool = poolOfRoute(resource, cloud);
      return pool === access.pool
        ? []
        : [`accepts tokens of ${poolName(pool)}, not of ${poolName(access.pool)}`];
    }),
    fix: FROM_CONTRACT,
  },
  {
    name: 'route-scopes',
    types: [HTTP_ROUTE, REST_METHOD],
    // A token needs one scope of the list: a further scope would let in other callers.
    check: onRoutes(({ properties }, { scopes }) => {
      const found = textsIn(properties, 'AuthorizationScopes').join(', ');
      return found === scopes.join(', ') ? [] : [`accepts the scopes "${found}", not "${scopes.join(', ')}"`];
    }),
    fix: FROM_CONTRACT,
  },
  {
    name: 'route-api-key',
    types: [HTTP_ROUTE, REST_METHOD],
    check: onRoutes(({ properties }, { apiKey }) =>
      flagIn(properties, 'ApiKeyRequired', false) === apiKey
        ? []
        : [apiKey ? 'needs no API key' : 'needs an API key'],
    ),
    fix: FROM_CONTRACT,
  },
  {
    name: 'contract-routes',
    types: ['AWS::ApiGatewayV2::Api'],
    check: (_api, cloud) => {
      const routes = new Set(routesOf(cloud).map(({ method, path }) => `${method} ${path}`));
      return [...CONTRACT_ACCESS.keys()]
        .filter((route) => !routes.has(route))
        .map((route) => ({ detail: `lacks the route ${route}, which a contract has`, subject: route }));
    },
    fix: 'Declare the function of the route in src/http of its service, or remove the contract.',
  },
  {
    name: 'function-issuers',
    types: ['AWS::Lambda::Function'],
    check: ({ name, declared, stack }, cloud) => {
      const variables = variablesIn(declared.Properties);
      const accepted = new Set(
        routesOf(cloud)
          .filter(({ functionName }) => functionName === name)
          .map((route) => accessOf(route)?.pool),
      );
      return POOLS.flatMap((pool) => {
        const expected = accepted.has(pool) ? poolAttribute(pool, 'issuer', stack, cloud) : undefined;
        const found = stack.resolve(variables[ISSUER_VARIABLES[pool]]);
        return faultUnless(
          found === expected,
          `has the ${ISSUER_VARIABLES[pool]} ${found ?? 'none'}, not ${expected ?? 'none'}`,
        );
      });
    },
    fix: FROM_CONTRACT,
  },
  {
    name: 'authorizer-pool',
    types: [HTTP_AUTHORIZER, REST_AUTHORIZER],
    check: (authorizer, cloud) => {
      const { type, properties } = authorizer;
      const isHttp = type === HTTP_AUTHORIZER;
      const kind = textIn(properties, isHttp ? 'AuthorizerType' : 'Type') ?? 'none';
      const expectedKind = isHttp ? 'JWT' : 'COGNITO_USER_POOLS';
      if (kind !== expectedKind) return [{ detail: `has the type ${kind}, not ${expectedKind}` }];
      const clients = textsIn(objectIn(properties, 'JwtConfiguration') ?? {}, 'Audience');
      return [
        ...faultUnless(
          poolOfAuthorizer(authorizer, cloud) !== undefined,
          'accepts tokens of another issuer than the user pools of identity, or of both',
        ),
        ...faultUnless(!isHttp || clients.length > 0, 'accepts tokens of any client of the pool'),
      ];
    },
    fix: 'Take the authorizers of services/identity/resources/parameters.cjs and of packages/serverless-config/access.cjs.',
  },
];

/** Checks the routes that have a contract. The texts continue the name of the resource. */
function onRoutes(
  check: (resource: CloudResource, access: GatewayAccess, cloud: Cloud) => readonly string[],
): (resource: CloudResource, cloud: Cloud) => readonly Fault[] {
  return (resource, cloud) => {
    const route = routeOf(resource);
    if (route === undefined) return [];
    const access = answersOnly405(route, cloud) ? OPEN : accessOf(route);
    if (access === undefined) return [];
    const subject = `${route.method} ${route.path}`;
    return check(resource, access, cloud).map((text) => ({ detail: `(${subject}) ${text}`, subject }));
  };
}

/** Access of the routes that answer 405 before they read the request. */
const OPEN: GatewayAccess = { pool: undefined, scopes: [], apiKey: false };

/** A HEAD has the contract of its GET. */
function accessOf({ method, path }: Route): GatewayAccess | undefined {
  return CONTRACT_ACCESS.get(`${method === 'HEAD' ? 'GET' : method} ${path}`);
}

/** An `ANY` route of `http-methods.cjs`: the stack rejects these methods before it reads the request. */
function answersOnly405({ method, functionName }: Route, cloud: Cloud): boolean {
  if (method !== 'ANY') return false;
  return 'ALLOWED_METHODS' in variablesIn(functionAt(functionName, cloud)?.resource.properties);
}

function poolName(pool: string | undefined): string {
  return pool === undefined ? 'no user pool' : `the ${pool} pool`;
}
