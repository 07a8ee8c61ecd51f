import type { Properties } from '@tradepost/compiled-service/templates/properties';
import { ROUTES_WITH_VERSION, ROUTES_WITHOUT_TOKEN } from '../templates/routes-without-token.ts';
import type { Rule } from './rule.ts';

export const routeRules: readonly Rule[] = [
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
