import { objectIn, textIn } from '@tradepost/local/templates/properties';
import { ROUTES_WITHOUT_TOKEN } from '../templates/routes-without-token.ts';
import { HTTP_ROUTE, REST_METHOD, routeOf } from './routes.ts';
import type { Rule } from './rule.ts';

export const routeRules: readonly Rule[] = [
  {
    name: 'route-public',
    types: [HTTP_ROUTE, REST_METHOD],
    check: (resource) => {
      const route = routeOf(resource);
      const authorization = textIn(resource.properties, 'AuthorizationType') ?? 'NONE';
      if (route === undefined || authorization !== 'NONE') return [];
      const subject = `${route.method} ${route.path}`;
      if (ROUTES_WITHOUT_TOKEN.has(subject)) return [];
      return [{ subject, detail: `${subject} has no authorizer, and its contract is not public or signed` }];
    },
    mend: 'Give the route an authorizer, or name it, with the reason, in scripts/check-config/exceptions.ts.',
  },
  {
    name: 'cached-route-public',
    types: ['AWS::ApiGateway::Deployment'],
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
    mend: 'Cache public routes only: see cachedPaths in packages/serverless-config/by-stage.cjs.',
  },
];

/** API Gateway writes the slashes of a path as `~1`: `/~1v1~1products`. */
function cachedPathsIn(properties: Parameters<typeof objectIn>[0]): readonly string[] {
  const settings = (objectIn(properties, 'StageDescription')?.['MethodSettings'] ?? []) as readonly {
    readonly ResourcePath: string;
    readonly CachingEnabled?: boolean;
  }[];
  return settings
    .filter(({ CachingEnabled }) => CachingEnabled === true)
    .map(({ ResourcePath }) => ResourcePath.slice(1).replaceAll('~1', '/'));
}
