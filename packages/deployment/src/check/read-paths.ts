import type { FunctionDefinition } from '@tradepost/compiled-service/packaging/service-state';

/** Returns the paths of a service's GET routes, of its HTTP API and its REST API, without duplicates. */
export function readPaths(functions: Readonly<Record<string, FunctionDefinition>>): readonly string[] {
  const events = Object.values(functions).flatMap((each) => each.events ?? []);
  const routes = events.flatMap(({ httpApi, http }) => [httpApi, http].flatMap((event) => toRoute(event)));
  const reading = routes.filter(({ method }) => method.toUpperCase() === 'GET');
  return [...new Set(reading.map(({ path }) => `/${path.replace(/^\/+/, '')}`))].sort();
}

/** `GET /v1/orders`, or the same as an object. */
function toRoute(event: unknown): readonly { readonly method: string; readonly path: string }[] {
  if (event === undefined) return [];
  if (typeof event === 'string') {
    const [method = '', path = ''] = event.split(' ');
    return [{ method, path }];
  }
  const { method, path } = event as { method: string; path: string };
  return [{ method, path }];
}
