import type { Route } from '@tradepost/compiled-service/templates/routes';
import findMyWay, { type HTTPMethod } from 'find-my-way';

export type FoundRoute = {
  readonly route: Route;
  /** Values of the variables in the path, decoded once. */
  readonly parameters: Readonly<Record<string, string>>;
};

export type RouteTable = {
  /** Returns the route that matches the request; undefined if none does. `path` is without the query. */
  readonly find: (method: string, path: string) => FoundRoute | undefined;
  /** Returns the route that matches the path with any method: for preflights. */
  readonly findAnyMethod: (path: string) => FoundRoute | undefined;
};

const METHODS: readonly HTTPMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The maximum length of a request head, so that long parameters reach their function, which validates them. */
const MAX_PARAMETER_LENGTH = 10_240;

/**
 * Creates one table of the routes of all APIs, with API Gateway's precedence: fixed parts before variables, variables before
 * `{proxy+}`, a method before `ANY`, `$default` last. Throws if two routes have the same method and path.
 */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const options = {
    ignoreTrailingSlash: true,
    maxParamLength: MAX_PARAMETER_LENGTH,
    defaultRoute: () => undefined,
  };
  const exact = findMyWay(options);
  const any = findMyWay(options);
  const taken = new Map<string, Route>();
  for (const route of routes) {
    const pattern = patternOf(route.path);
    const key = `${route.method} ${pattern.replace(/:[^/]+/g, ':')}`;
    const other = taken.get(key);
    if (other !== undefined) {
      throw new Error(
        `${route.service} and ${other.service} both have the route ${route.method} ${route.path}: one gateway cannot serve both`,
      );
    }
    taken.set(key, route);
    const router = route.method === 'ANY' ? any : exact;
    router.on(
      route.method === 'ANY' ? [...METHODS] : (route.method as HTTPMethod),
      pattern,
      () => undefined,
      route,
    );
  }
  const find = (method: string, path: string): FoundRoute | undefined => {
    const found = exact.find(method as HTTPMethod, path) ?? any.find(method as HTTPMethod, path);
    if (found === null) return undefined;
    const route = found.store as Route;
    const values = Object.values(found.params);
    // A variable is never empty: no route matches `/v1/orders//cancel`.
    if (values.includes('')) return undefined;
    const parameters = namesIn(route.path).map((name, index) => [name, values[index] ?? '']);
    return { route, parameters: Object.fromEntries(parameters) };
  };
  return {
    find,
    findAnyMethod: (path) => {
      for (const method of METHODS) {
        const found = find(method, path);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** `/v1/orders/{id}/files/{proxy+}` → `id`, `proxy`. */
function namesIn(path: string): string[] {
  return [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name = '']) => name);
}

/** `/v1/orders/{id}` → `/v1/orders/:id`; `/files/{proxy+}` → `/files/*`. */
function patternOf(path: string): string {
  if (path === '$default') return '/*';
  const slashed = path.startsWith('/') ? path : `/${path}`;
  return slashed
    .replace(/\{[^{}]+\+\}/g, '*')
    .replace(/\{([^{}]+)\}/g, (_, name: string) => `:${name.replace(/\W/g, '_')}`);
}
