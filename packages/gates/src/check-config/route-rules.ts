import { type Properties, textIn } from '@tradepost/compiled-service/templates/properties';
import type { Route } from '@tradepost/compiled-service/templates/routes';
import { ROUTES_WITH_VERSION, ROUTES_WITHOUT_TOKEN } from '../templates/routes-without-token.ts';
import type { Cloud } from './cloud.ts';
import { functionAt, variablesIn } from './function-at.ts';
import { HTTP_ROUTE, REST_METHOD, routeOf } from './routes.ts';
import type { Rule } from './rule.ts';

export const routeRules: readonly Rule[] = [
  {
    name: 'route-public',
    types: [HTTP_ROUTE, REST_METHOD],
    check: (resource, cloud) => {
      const route = routeOf(resource);
      const authorization = textIn(resource.properties, 'AuthorizationType') ?? 'NONE';
      if (route === undefined || authorization !== 'NONE' || answersOnly405(route, cloud)) return [];
      // A HEAD is as public as its GET.
      const method = route.method === 'HEAD' ? 'GET' : route.method;
      const subject = `${method} ${route.path}`;
      if (ROUTES_WITHOUT_TOKEN.has(subject)) return [];
      const detail = `${route.method} ${route.path} has no authorizer, and its contract is not public or signed`;
      return [{ subject, detail }];
    },
    fix: 'Give the route an authorizer, or name it, with the reason, in packages/gates/src/check-config/exceptions.ts.',
  },
  {
    name: 'cached-route-public',
    types: ['AWS::ApiGateway::Stage'],
    check: ({ properties }) =>
      cachedPathsIn(properties).flatMap((path) =>
        ROUTES_WITHOUT_TOKEN.has(`GET ${path}`)
          ? []
          : [
              {
                subject: path,
                detail: `caches GET ${path}, and gives the response for one token to every caller`,
              },
            ],
      ),
    fix: 'Take the path out of custom.restApi.cachedPaths.',
  },
  {
    name: 'cached-route-version',
    types: ['AWS::ApiGateway::Stage'],
    check: ({ properties }) =>
      cachedPathsIn(properties)
        .filter((path) => ROUTES_WITH_VERSION.has(`GET ${path}`))
        .map((path) => ({
          subject: path,
          detail: `caches GET ${path}, whose ETag is then stale, and fails as If-Match`,
        })),
    fix: 'Take the path out of custom.restApi.cachedPaths.',
  },
];

/** An `ANY` route of `http-methods.cjs`: the stack refuses these methods before it reads the request. */
function answersOnly405({ method, functionName }: Route, cloud: Cloud): boolean {
  if (method !== 'ANY') return false;
  return 'ALLOWED_METHODS' in variablesIn(functionAt(functionName, cloud)?.resource.properties);
}

/** API Gateway writes the slashes of a path as `~1`: `/~1v1~1products`. */
function cachedPathsIn(properties: Properties): readonly string[] {
  const settings = (properties['MethodSettings'] ?? []) as readonly {
    readonly ResourcePath: string;
    readonly CachingEnabled?: boolean;
  }[];
  return settings
    .filter(({ CachingEnabled }) => CachingEnabled === true)
    .map(({ ResourcePath }) => ResourcePath.slice(1).replaceAll('~1', '/'));
}
