/**
 * The routes of functions, from the committed snapshot of the contracts (`pnpm generate contracts` writes it,
 * `pnpm check contracts` compares it with the contracts). `src/http/get-order.yml` has the route of the contract `getOrder`.
 *
 * A route is on the HTTP API that all services share. A service with `custom.restApi` (`{cors, cachedPaths?}`) has a REST API
 * of its own: `cors` is the framework's setting for preflight requests, and `cachedPaths` are the paths that a stage with a
 * cache caches. https://www.serverless.com/framework/docs/providers/aws/events/apigateway#enabling-cors
 */
const { basename } = require('node:path');
const routes = require('../contracts/snapshot/routes.json');
const { camel } = require('./names.cjs');

/**
 * @param service `{restApi}` of the service: `custom.restApi`, or null
 * @param file    declaration of the function: `src/http/get-order.yml`
 * @returns the event of the framework: `{httpApi}` or `{http}`
 * @throws Error if no contract has the function's name
 */
exports.routeOf = ({ restApi }, file) => {
  const name = camel(basename(file, '.yml'));
  const [route, contract] = Object.entries(routes).find(([, each]) => each.name === name) ?? [];
  if (contract === undefined)
    throw new Error(
      `${file}: no route contract is called ${name}. A new contract needs pnpm generate contracts`,
    );
  if (restApi === null) return { httpApi: route };
  const [method, path] = route.split(' ');
  const isCached = method === 'GET' && (restApi.cachedPaths ?? []).includes(path);
  return {
    http: {
      method: method.toLowerCase(),
      path: path.slice(1),
      private: contract.apiKey === true,
      cors: restApi.cors,
      ...(isCached ? { request: { parameters: { querystrings: queryOf(contract) } } } : {}),
    },
  };
};

/** The parameters that a response depends on: the keys of the cache. None of them is required. */
function queryOf({ request }) {
  return Object.fromEntries(Object.keys(request.properties.query.properties).map((name) => [name, false]));
}
