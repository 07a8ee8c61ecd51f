/**
 * A plugin that completes the methods of every path that a service has on an HTTP API or a REST API:
 * - `HEAD` beside every `GET`, with the function and the authorizer of the `GET`.
 * - `ANY` for all other methods, with the function of the path's `GET`, or of its first route. The stack of
 *   `packages/lambda` answers these with 405 and `Allow` before it reads anything, so they have no authorizer. The
 *   function finds the methods of its path in the environment variable ALLOWED_METHODS.
 *
 * API Gateway prefers a route with a method to `ANY`. Without these routes an HTTP API answers 404, a REST API 403. The responses
 * to a path that no route has are in gateway-responses.cjs.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
module.exports = class HttpMethods {
  constructor(serverless) {
    const { service } = serverless;
    this.hooks = {
      // The first hook of every command: `package`, `deploy` and `offline` see the same routes.
      initialize: () => completeMethods(service.functions),
    };
  }
};

function completeMethods(functions) {
  const completed = new Set();
  for (const routes of routesByPath(functions).values()) {
    const read = routes.find(({ method }) => method === 'GET');
    const methods = new Set(routes.map(({ method }) => method));
    if (methods.has('ANY')) continue;
    if (read !== undefined && !methods.has('HEAD')) {
      methods.add('HEAD');
      read.definition.events.push(toHead(read));
    }
    const { definition, kind, path } = read ?? routes[0];
    definition.events.push({ [kind]: toOthers(kind, path) });
    // Its ALLOWED_METHODS may be set already: `serverless offline` begins with the environment of the local cloud.
    if (completed.has(definition))
      throw new Error(
        `${definition.name}: a function can have the routes of one path only, not also of ${path}`,
      );
    completed.add(definition);
    definition.environment = { ...definition.environment, ALLOWED_METHODS: [...methods].sort().join(', ') };
  }
}

function routesByPath(functions) {
  const byPath = new Map();
  for (const definition of Object.values(functions)) {
    for (const event of definition.events ?? []) {
      const kind = event.httpApi === undefined ? 'http' : 'httpApi';
      if (event[kind] === undefined) continue;
      const { method, path } = toRoute(event[kind]);
      const key = `${kind} ${path}`;
      byPath.set(key, [...(byPath.get(key) ?? []), { definition, kind, event: event[kind], method, path }]);
    }
  }
  return byPath;
}

/** `GET /v1/orders`, or the same as an object. `*` alone is the API's default route. */
function toRoute(event) {
  const [method, path] = typeof event === 'string' ? event.split(' ') : [event.method, event.path];
  const isAny = ['*', 'any'].includes(String(method).toLowerCase());
  return { method: isAny ? 'ANY' : String(method).toUpperCase(), path: String(path).replace(/^\/*/, '/') };
}

/** The parameters in `request` are keys of the cache, and only a `GET` is cached. */
function toHead({ kind, event, path }) {
  if (kind === 'httpApi')
    return { httpApi: { ...(typeof event === 'object' ? event : {}), method: 'HEAD', path } };
  const { request: _, ...rest } = typeof event === 'object' ? event : {};
  return { http: { ...rest, method: 'head', path: path.slice(1) } };
}

function toOthers(kind, path) {
  return kind === 'httpApi' ? { method: '*', path } : { method: 'any', path: path.slice(1), private: false };
}
