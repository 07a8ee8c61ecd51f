import type { Route } from '@tradepost/compiled-service/templates/routes';
import { toHttpPath, toRestPath } from './path-encoding.ts';
import { createRouteTable, type FoundRoute } from './route-table.ts';

export type Located = FoundRoute & {
  /** Path as the API passes it on: of a REST API without the stage, of an HTTP API decoded. */
  readonly path: string;
  /** True for an `OPTIONS` request to a route of another method: only a preflight is answered. */
  readonly isOtherMethod: boolean;
};

/** Finds the route of a request by its path as it was sent. `malformed` if the route's API refuses the path with 400. */
export type LocateRoute = (method: string, path: string) => Located | 'malformed' | undefined;

/**
 * Creates one table for the routes of REST and HTTP APIs, which decode paths differently: see `path-encoding.ts`.
 *
 * @param stage accepted as a prefix of the paths of REST APIs, as on AWS
 * @throws Error if two routes match the same requests
 */
export function createLocate(routes: readonly Route[], stage: string): LocateRoute {
  const table = createRouteTable(routes);
  const prefix = `/${stage}/`;

  const find = (
    kind: Route['kind'],
    method: string,
    encoded: string,
  ): (FoundRoute & Pick<Located, 'isOtherMethod'>) | undefined => {
    const exact = table.find(method, encoded);
    if (exact?.route.kind === kind) return { ...exact, isOtherMethod: false };
    const other = method === 'OPTIONS' ? table.findAnyMethod(encoded) : undefined;
    return other?.route.kind === kind ? { ...other, isOtherMethod: true } : undefined;
  };
  const findRest = (method: string, path: string): Located | undefined => {
    const found = find('rest', method, toRestPath(path));
    return found && { ...found, path };
  };
  return (method, path) => {
    const rest =
      findRest(method, path) ??
      (path.startsWith(prefix) ? findRest(method, path.slice(prefix.length - 1)) : undefined);
    if (rest !== undefined) return rest;
    const encoded = toHttpPath(path);
    if (encoded === undefined) return find('http', method, path) === undefined ? undefined : 'malformed';
    const found = find('http', method, encoded);
    return found && { ...found, path: decodeURIComponent(encoded) };
  };
}
